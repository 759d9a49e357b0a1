using Chat.Client.Commands;
using Chat.Client.Settings;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class ConfigurationCommandsSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly ClientConfiguration _configuration;

    public ConfigurationCommandsSpecs() => _configuration = ClientConfiguration.Load(Path.Combine(_folder, "client.conf"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Should_set_show_and_unset_a_setting()
    {
        Assert.Equal("client.default-profile is work now", await SaidAsync("/set client.default-profile = work"));
        Assert.Equal("client.default-profile = work", await SaidAsync("/set CLIENT.default-profile"));
        Assert.Equal("Settings that are not at their default|client.default-profile = work  (default \"\")", await AllAsync("/set"));
        Assert.Equal("client.default-profile is \"\" now", await SaidAsync("/set client.default-profile \"\""));
        Assert.Equal("client.default-profile is \"\" again", await SaidAsync("/unset client.default-profile"));
        Assert.Equal("Every setting is at its default; /help settings lists them", await SaidAsync("/set"));
    }

    [Theory]
    [InlineData("/set client.defualt-profile x", "there is no setting client.defualt-profile; did you mean client.default-profile?")]
    [InlineData("/unset nothing.like-it", "there is no setting nothing.like-it; /help settings lists them")]
    [InlineData("/set client.default-profile a\u0007b", "a value is one line without control characters")]
    [InlineData("/help joim", "there is no command or setting joim; did you mean /join?")]
    [InlineData("/help client.default-profil", "there is no command or setting client.default-profil; did you mean client.default-profile?")]
    public async Task Should_say_what_is_wrong(string line, string problem)
    {
        Assert.Equal(problem, Assert.IsType<CommandOutcome.Refused>(await RunAsync(line)).Problem);
        Assert.False(_configuration.Exists);
    }

    [Fact]
    public async Task Should_tell_what_is_wrong_in_the_file_at_a_reload()
    {
        await File.WriteAllTextAsync(_configuration.Path!, "[client]\ndefault-profile = home\nnonsense\n");

        Assert.Equal(
            $"{_configuration.Path} is read again; not all of it is right|{_configuration.Path}:3: \"nonsense\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT",
            await AllAsync("/reload"));
        Assert.Equal("home", _configuration.Settings.Get(ProgramSettings.DefaultProfile));
    }

    [Fact]
    public async Task Should_list_the_profiles()
    {
        Assert.StartsWith("There are no profiles|", await AllAsync("/profiles"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(_configuration.Path!, "[client]\ndefault-profile = home\n[profile home]\nserver = localhost\nuser = alice\n[profile work]\nserver = example.org\n");
        await _configuration.ReloadAsync();
        _configuration.Use(_configuration.FindProfile("work"));

        Assert.Equal(
            "Profiles; --profile NAME starts with one|home: alice on localhost, the one to start with|work: ? on example.org, in use",
            await AllAsync("/profiles"));
    }

    [Fact]
    public async Task Should_explain_a_command_with_examples_and_a_setting_with_its_value()
    {
        Assert.Equal(
            "/rooms|Lists the server's rooms.|Each with how many are in it and its topic.|Example: /rooms|See also: /join",
            await AllAsync("/help rooms"));
        Assert.Contains("|Examples:|  /join python|  /join @bob|", await AllAsync("/help /JOIN"), StringComparison.Ordinal);
        Assert.StartsWith("client.default-profile = \"\"|The profile ", await AllAsync("/help client.default-profile"), StringComparison.Ordinal);
        Assert.Contains("client.default-profile", await AllAsync("/help settings"), StringComparison.Ordinal);
        Assert.StartsWith("Settings of client|", await AllAsync("/help client"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_list_the_commands_within_eighty_columns()
    {
        Assert.All(HelpText.Lines(), line => Assert.InRange(line.Length, 1, 76));
        Assert.All(CommandTable.All, info => Assert.Contains(HelpText.Lines(), line => line.StartsWith(info.Name + " ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Enters a room, which is made; goes there when you are in it.", 40, "Enters a room, which is made")]
    [InlineData("Enters a room, which is made; goes there when you are in it.", 20, "Enters a room")]
    [InlineData("Enters a room.", 40, "Enters a room")]
    [InlineData("Nothing here where one could cut", 20, "Nothing here where…")]
    public void Should_cut_a_help_where_a_thought_ends(string help, int columns, string brief)
    {
        Assert.Equal(brief, HelpText.Brief(help, columns));
    }

    [Fact]
    public void Should_have_notes_on_commands_that_exist_with_examples_that_are_right()
    {
        Assert.All(CommandNotes.Known, name => Assert.NotNull(CommandTable.Find(name)));
        Assert.All(CommandTable.All.Select(CommandNotes.Of), notes =>
        {
            Assert.All(notes.Examples, example => Assert.NotNull(CommandParser.Parse(example).Command));
            Assert.All(notes.SeeAlso, name => Assert.NotNull(CommandTable.Find(name)));
        });
    }

    private async Task<string> SaidAsync(string line) => Assert.IsType<CommandOutcome.Told>(await RunAsync(line)).Headline;

    private async Task<string> AllAsync(string line)
    {
        var told = Assert.IsType<CommandOutcome.Told>(await RunAsync(line));
        return string.Join('|', [told.Headline, .. told.Details]);
    }

    private Task<CommandOutcome> RunAsync(string line) =>
        new CommandRunner(new FakeChat(), new TypedSecrets(), TimeZoneInfo.Utc, _configuration).RunAsync(CommandParser.Parse(line).Command!, "lobby", CancellationToken.None);
}
