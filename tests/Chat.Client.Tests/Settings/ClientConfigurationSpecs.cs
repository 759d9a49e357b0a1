using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Settings;

public sealed class ClientConfigurationSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly string _path;

    public ClientConfigurationSpecs() => _path = Path.Combine(_folder, "sub", "client.conf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Should_set_at_once_and_find_it_at_the_next_start()
    {
        ClientConfiguration configuration = Load();
        List<string> changed = [];
        configuration.Settings.Changed += setting => changed.Add(setting.Name);

        Assert.Null(await configuration.SetAsync(Some.Messages, "7"));

        Assert.Equal(7, configuration.Settings.Get(Some.Messages));
        Assert.Equal(["view.messages"], changed);
        Assert.Equal(7, Load().Settings.Get(Some.Messages));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        }
    }

    [Fact]
    public async Task Should_go_back_to_the_default_where_a_value_is_taken_away()
    {
        ClientConfiguration configuration = Load("[view]\nmessages = 7\n");
        Assert.Equal(7, configuration.Settings.Get(Some.Messages));

        Assert.Null(await configuration.UnsetAsync(Some.Messages));

        Assert.Equal(50, configuration.Settings.Get(Some.Messages));
        Assert.Equal("[view]\n", await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task Should_keep_what_somebody_wrote_into_the_file_meanwhile()
    {
        ClientConfiguration configuration = Load("# mine\n[view]\nmessages = 7\n");
        await File.WriteAllTextAsync(_path, "# mine too\n[view]\nmessages = 8\nfuture = 1\n[new part]\nx = 1\n");

        Assert.Null(await configuration.SetAsync(Some.Links, "off"));

        Assert.Equal("# mine too\n[view]\nmessages = 8\nfuture = 1\n[new part]\nx = 1\n\n[text]\n# Whether links are links. On or off.\nlinks = off\n", await File.ReadAllTextAsync(_path));
        Assert.Equal(8, configuration.Settings.Get(Some.Messages));
    }

    [Fact]
    public async Task Should_keep_what_a_part_of_the_interface_sets_and_say_where_it_can_not()
    {
        ClientConfiguration configuration = Load("[view]\n");
        configuration.Settings.Set(Some.Messages, 7);
        configuration.Settings.Set(Some.Messages, 8);
        Assert.Null(await configuration.SetAsync(Some.Links, "off"));
        Assert.Equal(8, Load().Settings.Get(Some.Messages));

        var told = new TaskCompletionSource<string>();
        configuration.NotKept += told.SetResult;
        await File.WriteAllBytesAsync(_path, [0xff]);
        configuration.Settings.Set(Some.Messages, 9);
        Assert.Equal($"{_path}: it is no UTF-8 text; save it as UTF-8", await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(9, configuration.Settings.Get(Some.Messages));
    }

    [Fact]
    public async Task Should_take_a_changed_file_at_a_reload_and_leave_what_could_not_be_kept()
    {
        ClientConfiguration configuration = Load("[view]\nmessages = 7\n[keys]\nroom.next = F6\n");
        configuration.Settings.Put(Some.Links, false);
        int keys = 0;
        configuration.KeysChanged += () => keys++;
        await File.WriteAllTextAsync(_path, "[view]\nmessages = 9\nmessages = x\n[keys]\nroom.next = F7\n");

        await configuration.ReloadAsync();

        Assert.Equal(9, configuration.Settings.Get(Some.Messages));
        Assert.False(configuration.Settings.Get(Some.Links));
        Assert.Equal("F7", BoundKeys.Write(configuration.Keys.Keys[GeneralActions.NextRoom]));
        Assert.Equal(1, keys);
        Assert.All(configuration.Problems, problem => Assert.StartsWith($"{_path}:3: ", problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_leave_a_file_alone_that_is_no_text()
    {
        byte[] bytes = [0xff, 0xfe, 0x00, 0x41];
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        await File.WriteAllBytesAsync(_path, bytes);
        var configuration = ClientConfiguration.Load(_path, Some.All);

        string? problem = await configuration.SetAsync(Some.Messages, "7");

        Assert.Equal($"{_path}: it is no UTF-8 text; save it as UTF-8", problem);
        Assert.Equal([$"{_path} can't be read: it is no UTF-8 text; save it as UTF-8"], configuration.Problems);
        Assert.Equal(7, configuration.Settings.Get(Some.Messages));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_path));
    }

    [Fact]
    public async Task Should_write_through_a_link_to_where_the_file_really_is()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string real = Path.Combine(_folder, "dotfiles.conf");
        await File.WriteAllTextAsync(real, "[view]\n");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.CreateSymbolicLink(_path, real);

        Assert.Null(await ClientConfiguration.Load(_path, Some.All).SetAsync(Some.Messages, "7"));

        Assert.NotNull(new FileInfo(_path).LinkTarget);
        Assert.Contains("messages = 7", await File.ReadAllTextAsync(real), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_let_a_profile_have_its_own_values()
    {
        ClientConfiguration configuration = Load("[view]\nmessages = 7\n[profile work]\nserver = example.org\nview.messages = 8\n");
        configuration.Use(configuration.FindProfile("WORK"));
        Assert.Equal(8, configuration.Settings.Get(Some.Messages));

        Assert.Null(await configuration.SetAsync(Some.Messages, "9"));
        Assert.EndsWith("[view]\nmessages = 7\n[profile work]\nserver = example.org\nview.messages = 9\n", await File.ReadAllTextAsync(_path), StringComparison.Ordinal);

        Assert.Null(await configuration.UnsetAsync(Some.Messages));
        Assert.Equal(7, configuration.Settings.Get(Some.Messages));
    }

    [Fact]
    public async Task Should_add_a_profile_to_start_with()
    {
        ClientConfiguration configuration = Load();

        Assert.Null(await configuration.AddProfileAsync(new Profile("home") { Server = "chat://localhost:12345", User = "alice" }));

        ClientConfiguration again = Load();
        Assert.Equal("home", again.Settings.Get(ProgramSettings.DefaultProfile));
        Assert.Equal("alice on chat://localhost:12345", Assert.Single(again.Profiles).Where);
    }

    [Fact]
    public async Task Should_say_that_nothing_is_kept_without_a_file()
    {
        var configuration = new ClientConfiguration(null, Some.All);

        Assert.Equal("there is no settings file", await configuration.SetAsync(Some.Messages, "7"));
        Assert.Equal(7, configuration.Settings.Get(Some.Messages));
    }

    [Fact]
    public async Task Should_read_back_whatever_was_set()
    {
        Gen<(Setting, string)> change = Gen.OneOf(
            Gen.Int[1, 100].Select(number => ((Setting)Some.Messages, Some.Messages.Write(number))),
            Gen.Bool.Select(flag => ((Setting)Some.Links, Some.Links.Write(flag))),
            Gen.Enum<DayOfWeek>().Select(day => ((Setting)Some.Day, Some.Day.Write(day))),
            Gen.String[Gen.Char['\u0021', '\u04ff'], 1, 6].Where(word => !word.Contains(',', StringComparison.Ordinal) && !word.Any(char.IsWhiteSpace)).List[0, 4]
                .Select(words => ((Setting)Some.Words, Some.Words.Write(words))));

        await change.List[1, 6].SampleAsync(
            async changes =>
            {
                string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.conf");
                var configuration = ClientConfiguration.Load(path, Some.All);
                foreach ((Setting setting, string written) in changes)
                {
                    Assert.Null(await configuration.SetAsync(setting, written));
                }

                var again = ClientConfiguration.Load(path, Some.All);
                Assert.Empty(again.Problems);
                Assert.All(Some.All, setting => Assert.Equal(configuration.Settings.Written(setting), again.Settings.Written(setting)));
            },
            iter: 50);
    }

    private ClientConfiguration Load(string? content = null)
    {
        if (content is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.WriteAllText(_path, content);
        }

        return ClientConfiguration.Load(_path, Some.All);
    }
}
