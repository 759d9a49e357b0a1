using Chat.Client.Commands;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class CommandParserSpecs
{
    public static TheoryData<string, object> Lines => new()
    {
        { "hello", new ChatCommand.Say("hello") },
        { "//join x", new ChatCommand.Say("/join x") },
        { "/join python", new ChatCommand.Join("python") },
        { "/JOIN  #python ", new ChatCommand.Join("python") },
        { "/leave", new ChatCommand.Leave(null) },
        { "/leave python", new ChatCommand.Leave("python") },
        { "/rooms", new ChatCommand.Rooms() },
        { "/users", new ChatCommand.Users(null) },
        { "/msg @bob  how are you?", new ChatCommand.Msg("bob", "how are you?") },
        { "/me waves to all", new ChatCommand.Me("waves to all") },
        { "/topic", new ChatCommand.Topic(null) },
        { "/topic All about Python", new ChatCommand.Topic("All about Python") },
        { "/away", new ChatCommand.Away(null) },
        { "/whois @bob", new ChatCommand.Whois("bob") },
        { "/nick alice2", new ChatCommand.Nick("alice2") },
        { "/help /join", new ChatCommand.Help("/join") },
        { "/quit", new ChatCommand.Quit() },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Should_read_a_line(string line, object command) => Assert.Equal(new ParsedLine((ChatCommand)command, null), CommandParser.Parse(line));

    [Theory]
    [InlineData("/join")]
    [InlineData("/join two rooms")]
    [InlineData("/msg bob")]
    [InlineData("/me")]
    [InlineData("/whois")]
    [InlineData("/nick a b")]
    public void Should_tell_the_usage_where_arguments_are_wrong(string line) =>
        Assert.StartsWith($"usage: {line.Split(' ')[0]} <", CommandParser.Parse(line).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("/jion", "/join")]
    [InlineData("/lev", "/leave")]
    [InlineData("/ro", "/rooms")]
    [InlineData("/MGS bob hi", "/msg")]
    public void Should_guess_what_was_meant(string line, string meant) =>
        Assert.EndsWith($"did you mean {meant}?", CommandParser.Parse(line).Problem, StringComparison.Ordinal);

    [Fact]
    public void Should_not_guess_where_nothing_is_near() => Assert.Contains("/help lists the commands", CommandParser.Parse("/frobnicate").Problem, StringComparison.Ordinal);

    [Fact]
    public void Should_read_each_example_of_the_table() =>
        Assert.All(CommandTable.All, info => Assert.NotNull(CommandParser.Parse(info.Example).Command));

    [Fact]
    public void Should_answer_any_line_with_a_command_or_a_problem_but_never_both() =>
        Gen.String.Sample(line => CommandParser.Parse(line) is var parsed && (string.IsNullOrWhiteSpace(line)
            ? parsed == default
            : parsed.Command is null != parsed.Problem is null));
}
