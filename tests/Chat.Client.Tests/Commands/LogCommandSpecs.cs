using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Commands;

/// <summary><c>/history</c> and <c>/search</c>.</summary>
public sealed class LogCommandSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""));
    private readonly CommandRunner _runner;

    public LogCommandSpecs() => _runner = new CommandRunner(_chat, new TypedSecrets(), TimeZoneInfo.Utc);

    [Fact]
    public async Task Should_show_a_page_of_the_room_and_how_to_go_on()
    {
        _chat.History = () => new HistoryOk("lobby", [new(3, At, "Bob", "a snake\u001b[2J\nhere", "b3"), new(4, At, "Bob", "waves", "b4", "action")], false, true);

        var told = Assert.IsType<CommandOutcome.Told>(await RunAsync("/history", "lobby"));

        Assert.Equal("2 messages of lobby, oldest first", told.Headline);
        Assert.Equal(["3, 2026-11-21 08:00:00, Bob: a snake\uFFFD[2J here", "4, 2026-11-21 08:00:00, * Bob waves", "Older ones: /history before 3"], told.Details);
        Assert.IsType<ChatCommand.History>(CommandParser.Parse(told.Details[^1]["Older ones: ".Length..]).Command);
    }

    [Fact]
    public async Task Should_ask_for_what_lies_before_or_around_a_message()
    {
        _chat.History = () => new HistoryOk("lobby", [], true, false);

        Assert.Equal("There is nothing older in lobby", Assert.IsType<CommandOutcome.Told>(await RunAsync("/history before 3", "lobby")).Headline);
        await RunAsync("/history around 7", "lobby");
        await RunAsync("/history 5", "lobby");

        Assert.Equal(["history lobby 3", "history lobby around 7 20", "history lobby "], _chat.Requests);
    }

    [Fact]
    public async Task Should_tell_where_and_when_and_by_whom_each_found_message_was_written()
    {
        _chat.Found = () => new SearchOk([new("@Bob", 2, At, "Bob", "snake\u202e!", "b"), new("lobby", 12, At, "Al\u0007", "eats a snake", "a", "action")]);

        var told = Assert.IsType<CommandOutcome.Told>(await RunAsync("/search snake", null));

        Assert.Equal("2 messages found, newest first", told.Headline);
        Assert.Equal(["@Bob 2, 2026-11-21 08:00:00, Bob: snake!", "lobby 12, 2026-11-21 08:00:00, * Al\uFFFD eats a snake", "That is all."], told.Details);
    }

    [Fact]
    public async Task Should_go_on_with_the_same_search_until_its_end()
    {
        _chat.Found = () => new SearchOk([new("lobby", 12, At, "Bob", "snake", "b")], _chat.Requests.Count == 0 ? "2a" : null);

        Assert.Equal("Older ones: /search more", Assert.IsType<CommandOutcome.Told>(await RunAsync("/search snake from:bob before:40", "lobby")).Details[^1]);
        Assert.Equal("That is all.", Assert.IsType<CommandOutcome.Told>(await RunAsync("/search more", "python")).Details[^1]);
        Assert.IsType<CommandOutcome.Refused>(await RunAsync("/search more", "lobby"));

        Assert.Equal(["search snake in lobby from bob before 40 cursor ", "search snake in lobby from bob before 40 cursor 2a"], _chat.Requests);
    }

    [Fact]
    public async Task Should_say_that_nothing_was_found_and_where()
    {
        Assert.Equal("Nothing found in your rooms", Assert.IsType<CommandOutcome.Told>(await RunAsync("/search snake", "lobby")).Headline);
        Assert.Equal("Nothing found in python", Assert.IsType<CommandOutcome.Told>(await RunAsync("/search snake in:python", "lobby")).Headline);
        Assert.IsType<CommandOutcome.Refused>(await RunAsync("/search snake before:3", null));
        Assert.IsType<CommandOutcome.Refused>(await RunAsync("/history", null));
    }

    private Task<CommandOutcome> RunAsync(string line, string? room) => _runner.RunAsync(CommandParser.Parse(line).Command!, room, CancellationToken.None);
}
