using Chat.Client.Trust;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class KnownServersSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<string> _warnings = [];

    private string File => Path.Combine(_folder, "known-servers");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Should_keep_a_line_for_each_server_that_only_the_owner_can_open()
    {
        KnownServers known = Open();
        known.Add(Pin("a.example:12346", "1", isStrict: false));
        known.Set(Pin("b.example:7", "2", isStrict: true));

        Assert.Equal([Pin("a.example:12346", "1", isStrict: false), Pin("b.example:7", "2", isStrict: true)], Open().List());
        Assert.Equal(
            [$"a.example:12346 {Shown.Fingerprint("1")} first-visit 2026-11-28", $"b.example:7 {Shown.Fingerprint("2")} pinned 2026-11-28"],
            System.IO.File.ReadAllLines(File).Where(line => !line.StartsWith('#')));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void Should_leave_a_pin_alone_that_another_client_was_quicker_to_set()
    {
        Open().Add(Pin("a.example:12346", "1", isStrict: false));

        Assert.Equal(Shown.Fingerprint("1"), Open().Add(Pin("a.example:12346", "2", isStrict: false)).Fingerprint);
        Assert.Equal(Shown.Fingerprint("1"), Open().Find("a.example:12346")?.Fingerprint);
    }

    [Fact]
    public void Should_change_one_line_and_leave_what_people_wrote_as_it_is()
    {
        Write($"# mine\n\n  A.example   {Shown.Fingerprint("1").ToString().ToLowerInvariant()}\nB.example {Shown.Fingerprint("2")}\n[::1]:7 {Shown.Fingerprint("3")} first-visit\nwhat is this\n");
        KnownServers known = Open();

        Assert.True(known.Find("b.example:12346")?.IsStrict);
        known.Set(Pin("b.example:12346", "4", isStrict: false));
        Assert.True(known.Forget("[::1]:7"));
        Assert.False(known.Forget("[::1]:7"));

        Assert.Equal(
            $"# mine\n\n  A.example   {Shown.Fingerprint("1").ToString().ToLowerInvariant()}\nb.example:12346 {Shown.Fingerprint("4")} first-visit 2026-11-28\nwhat is this\n",
            System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Should_say_once_which_lines_do_not_count()
    {
        Write($"a.example {Shown.Fingerprint("1")}\na.example:12346 {Shown.Fingerprint("2")}\nb.example SHA256:AB\nc.example\nchat://d.example {Shown.Fingerprint("1")}\ne.example {Shown.Fingerprint("1")} sometimes\n");
        KnownServers known = Open();

        Assert.Equal(Shown.Fingerprint("1"), Assert.Single(known.List()).Fingerprint);
        known.List();

        Assert.Equal(["2", "3", "4", "5", "6"], _warnings.Select(warning => warning.Split(':')[1]));
        Assert.StartsWith($"{File}:2: a.example:12346 stands in a line above already", _warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_lose_nothing_of_clients_that_write_at_the_same_time()
    {
        Parallel.For(0, 12, i => Open().Add(Pin($"host{i}.example:1", $"{i}", isStrict: false)));

        Assert.Equal(12, Open().List().Count);
    }

    [Fact]
    public void Should_refuse_rather_than_forget_where_the_file_can_not_be_read()
    {
        Write(new string('x', 2 * 1024 * 1024));

        ChatException refusal = Assert.Throws<ChatException>(() => Open().Find("a.example:12346"));
        Assert.Equal(SdkErrorCodes.Untrusted, refusal.Code);
        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_warn_of_a_file_that_others_may_write()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write($"a.example {Shown.Fingerprint("1")}\n");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        KnownServers known = Open();
        Assert.NotNull(known.Find("a.example:12346"));
        Assert.Contains("can be written by others", Assert.Single(_warnings), StringComparison.Ordinal);

        known.Set(Pin("a.example:12346", "1", isStrict: true));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    private static KnownServer Pin(string server, string of, bool isStrict) => new(server, Shown.Fingerprint(of), isStrict, "2026-11-28");

    private void Write(string text) => System.IO.File.WriteAllText(File, text);

    private KnownServers Open() => new(_folder, _warnings.Add);
}
