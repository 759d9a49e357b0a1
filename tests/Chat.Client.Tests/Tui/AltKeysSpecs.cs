using System.Collections.Concurrent;
using Chat.Client.Tui;
using Microsoft.Extensions.Time.Testing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Time;
using Xunit;

namespace Chat.Client.Tests.Tui;

/// <summary>With the library's own parser behind it.</summary>
public sealed class AltKeysSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly NetInputProcessor _processor = new(new ConcurrentQueue<ConsoleKeyInfo>(), new VirtualTimeProvider());
    private readonly Reader _reader = new();
    private readonly List<string> _keys = [];
    private readonly List<string> _pastes = [];
    private readonly List<Mouse> _mouse = [];

    public AltKeysSpecs()
    {
        _reader.Initialize(_processor.InputQueue);
        _processor.KeyDown += (_, key) => _keys.Add(key.ToString());
        _processor.Paste += (_, text) => _pastes.Add(text);
        _processor.MouseEventParsed += (_, mouse) => _mouse.Add(mouse);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _processor.Dispose();
    }

    [Theory]
    [InlineData("a\u001bbX", "a Alt+B X")]
    [InlineData("m3\u001b\rl3", "m 3 Alt+Enter l 3")]
    [InlineData("\u001bb\u001bfhi", "Alt+B Alt+F h i")]
    [InlineData("\u001bOPx", "Alt+Shift+O P x")]
    [InlineData("\u001b.é", "Alt+. é")]
    [InlineData("\u001b\u001bbX", "Esc Alt+B X")]
    public void Should_keep_what_is_typed_right_behind_Alt_and_a_key(string typed, string keys)
    {
        AltKeys altKeys = Attach();
        Turn(altKeys, typed);
        Assert.Equal(keys, string.Join(' ', _keys));
    }

    [Fact]
    public void Should_know_Alt_where_the_two_come_apart()
    {
        AltKeys altKeys = Attach();
        Turn(altKeys, "a\u001b");
        Turn(altKeys, "bX");
        Assert.Equal(["a", "Alt+B", "X"], _keys);
    }

    [Fact]
    public void Should_take_Esc_for_itself_after_a_while()
    {
        AltKeys altKeys = Attach();
        Turn(altKeys, "\u001b");
        Assert.Empty(_keys);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Turn(altKeys, "");
        Turn(altKeys, "b");
        Assert.Equal(["Esc", "b"], _keys);
    }

    [Fact]
    public void Should_tell_Esc_from_a_key_without_a_character()
    {
        AltKeys altKeys = Attach();
        _reader.Type("\u001b");
        _reader.Type(new ConsoleKeyInfo('\0', ConsoleKey.LeftArrow, shift: false, alt: false, control: false));
        Turn(altKeys, "x");
        Assert.Equal(["Esc", "CursorLeft", "x"], _keys);
    }

    [Fact]
    public void Should_leave_the_terminal_s_sequences_alone_wherever_they_are_cut()
    {
        const string sequences = "\u001b[<0;5;6M\u001b[200~日本語\u001b[201~x";
        for (int cut = 1; cut < sequences.Length; cut++)
        {
            AltKeys altKeys = Attach();
            Turn(altKeys, sequences[..cut]);
            Turn(altKeys, sequences[cut..]);
            Assert.Equal(["x"], _keys);
            Assert.Equal(["日本語"], _pastes);
            Assert.Single(_mouse);
            _keys.Clear();
            _pastes.Clear();
            _mouse.Clear();
        }
    }

    [Fact]
    public void Should_see_the_end_of_a_paste_however_late_the_rest_of_it_comes()
    {
        AltKeys altKeys = Attach();
        Turn(altKeys, "\u001b[200~text\u001b");
        _time.Advance(TimeSpan.FromSeconds(1));
        Turn(altKeys, "");
        Turn(altKeys, "[201~x");
        Assert.Equal(["text"], _pastes);
        Assert.Equal(["x"], _keys);
    }

    [Fact]
    public void Should_take_over_what_was_read_before()
    {
        _reader.Type("a\u001bbX");
        AltKeys altKeys = Attach();
        Turn(altKeys, "y");
        Assert.Equal(["a", "Alt+B", "X", "y"], _keys);
    }

    private AltKeys Attach() => new(_processor, _reader, _time);

    private void Turn(AltKeys altKeys, string typed)
    {
        _reader.Type(typed);
        Assert.Equal(typed.Length > 0, altKeys.HasInput);
        altKeys.Feed();
        Assert.False(altKeys.HasInput);
        _processor.ProcessQueue();
    }

    private sealed class Reader : IInput<ConsoleKeyInfo>
    {
        private ConcurrentQueue<ConsoleKeyInfo> _queue = new();

        public CancellationTokenSource? ExternalCancellationTokenSource { get; set; }

        public void Initialize(ConcurrentQueue<ConsoleKeyInfo> inputQueue) => _queue = inputQueue;

        public void Type(ConsoleKeyInfo key) => _queue.Enqueue(key);

        // As Console.ReadKey() tells it.
        public void Type(string text)
        {
            foreach (char c in text)
            {
                ConsoleKey key = c switch
                {
                    '\u001b' => ConsoleKey.Escape,
                    '\r' => ConsoleKey.Enter,
                    _ when char.IsAsciiLetterOrDigit(c) => (ConsoleKey)char.ToUpperInvariant(c),
                    _ => ConsoleKey.None,
                };
                Type(new ConsoleKeyInfo(c, key, char.IsAsciiLetterUpper(c), alt: false, control: false));
            }
        }

        public void Run(CancellationToken runCancellationToken) => throw new NotSupportedException();

        public void Dispose() => ExternalCancellationTokenSource?.Dispose();
    }
}
