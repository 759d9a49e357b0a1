using Chat.Client.Connecting;
using Chat.Client.Sessions;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Sessions;

public sealed class SessionStoreSpecs : IDisposable
{
    private static readonly Uri Server = new("chat://localhost:12345");
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<string> _warnings = [];
    private readonly SessionStore _store;

    public SessionStoreSpecs() => _store = new SessionStore(_folder, _warnings.Add);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Should_give_a_token_back_by_server_and_name_in_any_case()
    {
        Save("Alice", "secret");

        Assert.Equal("secret", Load(Server, "aLICE"));
        Assert.Null(Load(Server, "Bob"));
        Assert.Null(Load(new Uri("chat://localhost:12346"), "Alice"));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Should_let_only_one_have_a_place()
    {
        using SessionSlot? first = _store.TryOpen(Server, "Alice");

        Assert.NotNull(first);
        Assert.Null(_store.TryOpen(Server, "alice"));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Should_be_readable_by_its_owner_only()
    {
        Save("Alice", "secret");
        string file = Assert.Single(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Should_take_the_rights_of_others_on_the_folder_away()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = Path.Combine(_folder, "sessions");
        Directory.CreateDirectory(folder, (UnixFileMode)0b111_101_101);
        Save("Alice", "secret");

        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(folder));
    }

    [Theory]
    [InlineData("{\"token\":")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("")]
    public void Should_ignore_a_damaged_file_with_a_warning(string content)
    {
        Save("Alice", "secret");
        File.WriteAllText(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Single(), content);

        Assert.Null(Load(Server, "Alice"));
        Assert.Contains("ignored", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_move_with_a_guest_who_takes_another_name()
    {
        using (var keeper = new SessionKeeper(_store, Server, "Alice"))
        {
            keeper.Save("secret");
            keeper.Rename("Alicia");
        }

        Assert.Null(Load(Server, "Alice"));
        Assert.Equal("secret", Load(Server, "Alicia"));
    }

    [Fact]
    public async Task Should_know_after_a_cut_off_run_how_far_it_has_told()
    {
        Save("Alice", "secret");
        List<IReadOnlyDictionary<string, long>?> used = [];
        var host = new FakeHost(connect: ConnectAsync, sessions: _store);
        await using (ChatSession session = await OpenAsync(host))
        {
            session.HasTold(new FakeChat("Alice", new RoomSummary("lobby", 123, 0, 0, ""), new RoomSummary("python", 4, 0, 0, "")).State, _ => true);
            session.HasTold(new FakeChat("Alice", new RoomSummary("lobby", 9, 0, 0, "")).State, _ => true);
        }

        await using (ChatSession session = await OpenAsync(host))
        {
            Assert.Equal(9, Assert.Single(session.Cursors).Value);
            session.TellsNothing();
        }

        await using (await OpenAsync(host))
        {
        }

        Assert.Equal([0, 1, 0], used.Select(cursors => cursors!.Count));

        Task<IChat> ConnectAsync(ChatClientOptions options)
        {
            used.Add(options.Cursors);
            return Task.FromResult<IChat>(new FakeChat());
        }
    }

    [Theory]
    [InlineData("{\"lobby\":")]
    [InlineData("[1]")]
    [InlineData("{\"lobby\":\"x\"}")]
    public async Task Should_begin_anew_with_a_warning_where_the_places_are_damaged(string content)
    {
        Save("Alice", "secret");
        await using (ChatSession session = await OpenAsync(new FakeHost(sessions: _store)))
        {
            session.HasTold(new FakeChat("Alice", new RoomSummary("lobby", 9, 0, 0, "")).State, _ => true);
        }

        File.WriteAllText(Directory.GetFiles(_folder, "*.cursors", SearchOption.AllDirectories).Single(), content);

        await using ChatSession next = await OpenAsync(new FakeHost(sessions: _store));
        Assert.Empty(next.Cursors);
        Assert.Contains("damaged", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_bring_a_guest_back_who_did_not_say_goodbye_and_forget_one_who_did()
    {
        List<string?> used = [];
        var host = new FakeHost(connect: ConnectAsync, sessions: _store);
        await using (await OpenAsync(host))
        {
        }

        await using (ChatSession session = await OpenAsync(host))
        {
            Assert.False(session.IsNew);
            await session.QuitAsync(CancellationToken.None);
        }

        await using (await OpenAsync(host))
        {
        }

        Assert.Equal([null, "fresh", null], used);

        Task<IChat> ConnectAsync(ChatClientOptions options)
        {
            used.Add(options.Session);
            options.SessionChanged!("fresh");
            return Task.FromResult<IChat>(new FakeChat());
        }
    }

    [Fact]
    public async Task Should_come_anew_where_the_server_has_forgotten_the_session()
    {
        Save("Alice", "old");
        var host = new FakeHost(
            connect: options => options.Session is null ? Task.FromResult<IChat>(new FakeChat()) : Task.FromException<IChat>(FakeChat.Error(ErrorCodes.AuthFailed, "No.")),
            sessions: _store);

        await using ChatSession session = await OpenAsync(host);
        Assert.True(session.IsNew);
    }

    private static Task<ChatSession> OpenAsync(FakeHost host) =>
        ChatSession.OpenAsync(host.Host, new Launch(Server, "Alice", KeepToken: true), 10, ChatUse.Lines, CancellationToken.None);

    private void Save(string user, string token)
    {
        using SessionSlot slot = _store.TryOpen(Server, user)!;
        slot.Save(token);
    }

    private string? Load(Uri server, string user)
    {
        using SessionSlot slot = _store.TryOpen(server, user)!;
        return slot.Token;
    }
}
