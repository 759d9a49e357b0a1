using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class CommandRunnerSpecs
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, "News"), new RoomSummary("@Bob~0Wk16p", 1, 0, 1, ""));

    [Theory]
    [InlineData("hi", "send lobby hi")]
    [InlineData("/me waves", "send lobby waves action")]
    [InlineData("/msg Bob hi", "send @Bob hi")]
    [InlineData("/join python", "join python")]
    [InlineData("/leave", "leave lobby")]
    [InlineData("/users", "users lobby")]
    [InlineData("/rooms", "rooms")]
    [InlineData("/topic x", "topic lobby x")]
    [InlineData("/away", "away ")]
    [InlineData("/whois Bob", "whois Bob")]
    [InlineData("/nick Al", "nick Al")]
    public async Task Should_make_a_request_of_a_command(string line, string request)
    {
        await RunAsync(line, "lobby");
        Assert.Equal([request], _chat.Requests);
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("/leave")]
    [InlineData("/users")]
    [InlineData("/topic")]
    public async Task Should_say_so_where_there_is_no_room(string line)
    {
        Assert.IsType<CommandOutcome.Refused>(await RunAsync(line, null));
        Assert.Empty(_chat.Requests);
    }

    [Theory]
    [InlineData("/join LOBBY", "lobby")]
    [InlineData("/join @bob~0Wk16p", "@Bob~0Wk16p")]
    public async Task Should_go_to_a_room_it_is_in_without_asking_the_server(string line, string room)
    {
        Assert.Equal(new CommandOutcome.Entered(room), await RunAsync(line, null));
        Assert.Empty(_chat.Requests);
    }

    [Fact]
    public async Task Should_read_all_pages_of_a_list()
    {
        int page = 0;
        _chat.Rooms = () => page++ == 0 ? new RoomsOk([new RoomEntry("a", 1, "")], More: true) : new RoomsOk([new RoomEntry("b", 2, "T\u001b")]);

        var told = Assert.IsType<CommandOutcome.Told>(await RunAsync("/rooms", null));
        Assert.Equal("2 rooms", told.Headline);
        Assert.Equal(["a (1 user)", "b (2 users): T\uFFFD"], told.Details);
    }

    private Task<CommandOutcome> RunAsync(string line, string? room) =>
        new CommandRunner(_chat, new TypedSecrets(), TimeZoneInfo.Utc).RunAsync(CommandParser.Parse(line).Command!, room, CancellationToken.None);
}
