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
        { "/history", new ChatCommand.History() },
        { "/history 5", new ChatCommand.History(Count: 5) },
        { "/history 1000000000", new ChatCommand.History(Count: 200) },
        { "/history Before 42", new ChatCommand.History(Before: 42) },
        { "/history around 7", new ChatCommand.History(Around: 7) },
        { "/search more", new ChatCommand.Search(null) },
        { "/search \"more\"", new ChatCommand.Search(new SearchLine("\"more\"")) },
        { "/search from:@alice in:#python before:123 \"exact  words\" other", new ChatCommand.Search(new SearchLine("\"exact  words\" other", "python", "alice", 123)) },
        { "/search IN:@bob x", new ChatCommand.Search(new SearchLine("x", "@bob")) },
        { "/search \"in: the open", new ChatCommand.Search(new SearchLine("\"in: the open")) },
        { "/search AND * \"", new ChatCommand.Search(new SearchLine("AND * \"")) },
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
    [InlineData("/search")]
    [InlineData("/search in:python")]
    [InlineData("/search in: x")]
    [InlineData("/search from:@ x")]
    [InlineData("/search before:-1 x")]
    [InlineData("/search before:soon x")]
    public void Should_tell_the_usage_where_arguments_are_wrong(string line) =>
        Assert.StartsWith($"usage: {line.Split(' ')[0]} <", CommandParser.Parse(line).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("/history 0")]
    [InlineData("/history -1")]
    [InlineData("/history before")]
    [InlineData("/history before x")]
    [InlineData("/history after 4")]
    [InlineData("/history 4 5")]
    public void Should_tell_the_usage_where_an_optional_argument_is_wrong(string line) =>
        Assert.StartsWith("usage: /history [", CommandParser.Parse(line).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("/jion", "/join")]
    [InlineData("/lev", "/leave")]
    [InlineData("/who", "/whois")]
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
