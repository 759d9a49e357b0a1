using Chat.Client.Sessions;
using Chat.Client.Settings;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Sessions;

public sealed class KeptStoreSpecs : IDisposable
{
    private static readonly Uri Server = new("chat://localhost:12345");
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<string> _warnings = [];
    private readonly FakeTimeProvider _time = new();
    private readonly KeptStore _store;

    public KeptStoreSpecs() => _store = new KeptStore(_folder, _warnings.Add);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Should_give_back_what_was_kept_by_server_and_user()
    {
        using (KeptFile kept = Open())
        {
            kept.State.Set("panes.width.rooms", "24");
            kept.State.Set("panes.pins", "a");
            kept.State.Set("panes.pins", null);
        }

        using KeptFile again = Open("aLICE");
        Assert.Equal(("24", null), (again.State.Get("panes.width.rooms"), again.State.Get("panes.pins")));
        using KeptFile other = Open("Bob");
        Assert.Null(other.State.Get("panes.width.rooms"));
        if (!OperatingSystem.IsWindows())
        {
            string file = Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Single();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        }
    }

    [Fact]
    public void Should_write_while_it_runs_but_not_for_each_change()
    {
        using KeptFile kept = Open();
        kept.State.Set("a", "1");
        kept.State.Set("a", "2");
        Assert.Empty(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));

        _time.Advance(TimeSpan.FromSeconds(3));

        using KeptFile other = Open();
        Assert.Equal("2", other.State.Get("a"));
    }

    [Fact]
    public void Should_lose_nothing_of_two_clients_of_one_user()
    {
        using (KeptFile first = Open())
        using (KeptFile second = Open())
        {
            first.State.Set("a", "first");
            first.State.Set("both", "first");
            second.State.Set("b", "second");
            second.State.Set("both", "second");
            second.Flush();
            first.Flush();
        }

        using KeptFile again = Open();
        Assert.Equal(("first", "second", "first"), (again.State.Get("a"), again.State.Get("b"), again.State.Get("both")));
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Should_ignore_a_damaged_file_with_a_warning(string content)
    {
        using (KeptFile kept = Open())
        {
            kept.State.Set("a", "1");
        }

        File.WriteAllText(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories).Single(), content);

        using KeptFile again = Open();
        Assert.Null(again.State.Get("a"));
        Assert.Contains("ignored", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_be_bounded()
    {
        using KeptFile kept = Open();
        for (int i = 0; i <= KeptState.MaxEntries; i++)
        {
            kept.State.Set($"name {i}", "x");
        }

        kept.State.Set("name 0", new string('x', KeptState.LongestEntry));
        Assert.Equal(("x", null), (kept.State.Get("name 0"), kept.State.Get($"name {KeptState.MaxEntries}")));
    }

    private KeptFile Open(string user = "Alice") => _store.Open(Server, user, _time);
}
