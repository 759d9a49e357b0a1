using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Xunit;

namespace Chat.Protocol.Tests.Frames;

/// <summary>The largest replies fit into the largest frame a client must accept.</summary>
public sealed class PageSizeSpecs
{
    private const int TextChars = ProtocolLimits.MaxPageTextBytes / ProtocolLimits.MaxPage;

    private static readonly DateTimeOffset At = DateTimeOffset.MaxValue;

    // Names outside the BMP are the longest: escaped as two units of six bytes a character.
    private static readonly string User = string.Concat(Enumerable.Repeat("\U00020000", ProtocolLimits.MaxUserChars));
    private static readonly string Room = string.Concat(Enumerable.Repeat("\U00020000", ProtocolLimits.MaxRoomChars));

    [Theory]
    [InlineData("\u0001", 1)] // six bytes for one; only a store older than the rules can hold it
    [InlineData("\"", 1)]
    [InlineData("\u2028", 3)]
    [InlineData("\uE000", 3)]
    [InlineData("😀", 4)]
    [InlineData("x", 1)]
    public void Should_fit_a_page_of_the_worst_messages(string character, int bytes)
    {
        string text = string.Concat(Enumerable.Repeat(character, TextChars / bytes));
        string key = new('"', ProtocolLimits.MaxKeyChars);

        byte[] history = FrameCodec.Encode(new HistoryOk(
            Room,
            [.. Enumerable.Repeat(new MessageInfo(long.MaxValue, At, User, text, key, MessageKind.Action), ProtocolLimits.MaxPage)],
            Start: false,
            End: false)
        { Re = long.MaxValue });

        Assert.InRange(history.Length, ProtocolLimits.MaxPageTextBytes, ProtocolLimits.MaxServerFrameBytes);
    }

    [Fact]
    public void Should_fit_a_page_of_the_worst_found_messages()
    {
        // At worst each byte is a control character, which JSON writes as six.
        string text = new('\u001b', TextChars);
        string key = new('\u2028', ProtocolLimits.MaxKeyChars);

        byte[] found = FrameCodec.Encode(new SearchOk(
            [.. Enumerable.Repeat(new FoundMessage(Room, long.MaxValue, At, User, text, key, MessageKind.Action), ProtocolLimits.MaxPage)])
        { Re = long.MaxValue });

        Assert.InRange(found.Length, ProtocolLimits.MaxPageTextBytes, ProtocolLimits.MaxServerFrameBytes);
    }

    [Fact]
    public void Should_fit_a_page_of_the_worst_users_and_rooms()
    {
        string away = new('"', ProtocolLimits.MaxAwayBytes);
        string topic = new('"', ProtocolLimits.MaxTopicBytes);

        byte[] users = FrameCodec.Encode(new JoinOk(
            Room, long.MaxValue, topic, [.. Enumerable.Repeat(new UserEntry(User, UserStatus.Offline, RoomRole.Member, away, DateTimeOffset.MaxValue), ProtocolLimits.MaxPage)], true));
        byte[] rooms = FrameCodec.Encode(new RoomsOk([.. Enumerable.Repeat(new RoomEntry(Room, int.MaxValue, topic), ProtocolLimits.MaxPage)], true));

        Assert.InRange(users.Length, 1, ProtocolLimits.MaxServerFrameBytes);
        Assert.InRange(rooms.Length, 1, ProtocolLimits.MaxServerFrameBytes);
    }

    [Fact]
    public void Should_fit_hello_with_the_most_rooms_the_default_settings_allow()
    {
        string topic = new('"', ProtocolLimits.MaxTopicBytes);
        RoomSummary room = new(Room, long.MaxValue, long.MaxValue, long.MaxValue, topic, new OwnPlace(RoomRole.Moderator, true, DateTimeOffset.MaxValue));
        RoomSummary pair = new("@" + User, long.MaxValue, long.MaxValue, long.MaxValue, string.Empty);

        byte[] hello = FrameCodec.Encode(new HelloOk(
            User,
            true,
            new string('s', 100),
            new LimitsInfo(1, 1),
            [.. Enumerable.Repeat(room, 200), .. Enumerable.Repeat(pair, 1000)],
            new ServerInfo("AkkaChat", "0.1.0")));

        Assert.InRange(hello.Length, 1, ProtocolLimits.MaxServerFrameBytes);
    }
}
