using Chat.Client.Plain.Typing;
using Xunit;

namespace Chat.Client.Tests.Plain.Typing;

public sealed class TerminalDeskSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeKeyboard _keyboard = new();
    private readonly ScreenText _screen = new();
    private readonly TerminalDesk _desk;

    public TerminalDeskSpecs() => _desk = new TerminalDesk(_keyboard, _screen, 1000, count => $"({count} held)");

    public void Dispose()
    {
        _desk.Dispose();
        _screen.Dispose();
    }

    [Fact]
    public async Task Should_hold_lines_from_the_first_key_to_enter()
    {
        Task<string?> line = _desk.ReadAsync(CancellationToken.None);
        _desk.Write(["before"]);
        _keyboard.Type("he");
        await _screen.ShowsAsync("before\nhe");
        _desk.Write(["one"]);
        _desk.Write(["two"]);
        _keyboard.Type("llo\n");

        Assert.Equal("hello", await line);
        Assert.Equal("before\nhello\n(2 held)\none\ntwo\n", _screen.Text);
    }

    [Fact]
    public async Task Should_write_what_is_held_when_the_line_is_empty_again()
    {
        _ = _desk.ReadAsync(CancellationToken.None);
        _keyboard.Type("h");
        await _screen.ShowsAsync("h");
        _desk.Write(["one"]);
        _keyboard.Type("\u007f");

        await _screen.ShowsAsync("h\b \bone\n");
    }

    [Fact]
    public async Task Should_make_a_writer_of_more_than_may_be_held_wait()
    {
        Task<string?> line = _desk.ReadAsync(CancellationToken.None);
        _keyboard.Type("h");
        await _screen.ShowsAsync("h");
        _desk.Write([.. Enumerable.Repeat("x", TerminalDesk.MostHeld)]);
        Task writing = Task.Run(() => _desk.Write(["last"]));
        Assert.NotSame(writing, await Task.WhenAny(writing, Task.Delay(50)));
        _keyboard.Type("\n");

        await line;
        await writing.WaitAsync(Patience);
        Assert.EndsWith("x\nlast\n", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_let_a_waiting_writer_go_when_the_session_ends()
    {
        _ = _desk.ReadAsync(CancellationToken.None);
        _keyboard.Type("h");
        await _screen.ShowsAsync("h");
        Task writing = Task.Run(() => _desk.Write([.. Enumerable.Repeat("x", TerminalDesk.MostHeld + 1)]));
        _desk.Release();

        await writing.WaitAsync(Patience);
        Assert.StartsWith("h\n", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_show_a_secret_nor_write_beside_it()
    {
        Task<string?> secret = _desk.AskAsync("Password", CancellationToken.None);
        _desk.Write(["one"]);
        _keyboard.Type("s3cret\n");

        Assert.Equal("s3cret", await secret.WaitAsync(Patience));
        Assert.Equal("Password: \none\n", _screen.Text);
    }

    [Fact]
    public async Task Should_take_the_lines_typed_ahead_as_the_answer_to_what_is_asked()
    {
        _keyboard.Type("/register\ns3cret\n");

        Assert.Equal("/register", await _desk.ReadAsync(CancellationToken.None).WaitAsync(Patience));
        Assert.Equal("s3cret", await _desk.AskAsync("Password", CancellationToken.None).WaitAsync(Patience));
        Assert.DoesNotContain("s3cret", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_the_line_again_behind_fg()
    {
        _ = _desk.ReadAsync(CancellationToken.None);
        _keyboard.Type("hello");
        await _screen.ShowsAsync("hello");
        _keyboard.Resume();

        Assert.Equal("hellohello", _screen.Text);
    }

    [Fact]
    public async Task Should_end_with_the_keyboard()
    {
        _keyboard.End();
        Assert.Null(await _desk.ReadAsync(CancellationToken.None).WaitAsync(Patience));
        _desk.Dispose();
        Assert.True(_keyboard.IsDisposed);
    }
}
