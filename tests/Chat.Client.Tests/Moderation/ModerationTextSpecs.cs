using Chat.Client.Moderation;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Xunit;

namespace Chat.Client.Tests.Moderation;

public sealed class ModerationTextSpecs
{
    private static readonly RoomSettingsInfo Open = new(RoomAccess.Public, false, 0, false);
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""));

    private ChatState State => _chat.State;

    private DateTimeOffset Now => _chat.Now;

    [Fact]
    public void Should_say_who_was_sent_out_by_whom_and_why()
    {
        Assert.Equal("bob was kicked from lobby by carol: flooding", ModerationText.SentOut(new LeftEvent("lobby", "bob", "kicked", Now, By: "carol", Note: "flooding")));
        Assert.Equal("bob was banned from lobby by carol", ModerationText.SentOut(new LeftEvent("lobby", "bob", "banned", Now, By: "carol")));
        Assert.Equal("you were kicked from lobby by carol: a\uFFFD[31mb", ModerationText.SentMeOut(new LeftEvent("lobby", "alice", "kicked", Now, true, "carol", "a\u001b[31mb")));
        Assert.Null(ModerationText.SentOut(new LeftEvent("lobby", "bob", "left", Now)));
        Assert.Null(ModerationText.SentMeOut(new LeftEvent("lobby", "alice", "left", Now, true)));
        Assert.Equal(
            "you were banned from lobby by carol for 1 week: spam",
            ModerationText.SentMeOut(new LeftEvent("lobby", "alice", "banned", Now, true, "carol", "spam", Now.AddDays(7))));
        Assert.Equal("you were banned from lobby for 1 hour", ModerationText.SentMeOut(new LeftEvent("lobby", "alice", "banned", Now, true, Until: Now.AddHours(1))));
    }

    [Fact]
    public void Should_say_what_is_new_of_a_member()
    {
        _chat.Members("lobby", [new UserEntry("bob", UserStatus.Online, RoomRole.Member), new UserEntry("dan", UserStatus.Online, RoomRole.Moderator, Muted: true)]);

        Assert.Equal("carol made bob a moderator of lobby", Member("bob", RoomRole.Moderator));
        Assert.Equal("carol made bob an owner of lobby", Member("bob", RoomRole.Owner));
        Assert.Equal("carol muted bob in lobby for 10 minutes: caps lock", Member("bob", RoomRole.Member, true, Now.AddMinutes(10), "caps lock"));
        Assert.Equal("carol muted bob in lobby", Member("bob", RoomRole.Member, true));
        Assert.Null(Member("bob", RoomRole.Member));
        Assert.Equal("carol lets dan speak again in lobby", Member("dan", RoomRole.Moderator));
        Assert.Equal("carol made nobody a member of lobby", Member("nobody", RoomRole.Member));
        Assert.Equal("dan may speak again in lobby", ModerationText.Member(new MemberEvent("lobby", "dan", RoomRole.Moderator, "carol", Now, Ended: true), State));
        Assert.Equal("you may speak again in lobby", ModerationText.Member(new MemberEvent("lobby", "former", RoomRole.Member, "carol", Now, You: true, Ended: true), State));

        string? Member(string user, string role, bool? muted = null, DateTimeOffset? until = null, string? reason = null) =>
            ModerationText.Member(new MemberEvent("lobby", user, role, "carol", Now, muted, until, reason), State);
    }

    [Fact]
    public void Should_say_what_is_new_of_a_room()
    {
        Assert.Equal("open to all", ModerationText.Uses(Open));
        Assert.Equal("private, read only, slow mode, a message every 30 seconds, topic for owners and moderators", ModerationText.Uses(new RoomSettingsInfo(RoomAccess.Private, true, 30, true)));
        Assert.Equal("no slow mode", ModerationText.Uses(Open, Open with { SlowSeconds = 30 }));
        Assert.Equal("everyone may write, topic for everyone", ModerationText.Uses(Open, Open with { ReadOnly = true, TopicLocked = true }));
        Assert.Equal("carol changed lobby: by invitation", Told(Open with { Access = RoomAccess.Invite }, known: Open));
        Assert.Equal("carol changed lobby: open to all, slow mode, a message every 30 seconds", Told(Open with { SlowSeconds = 30 }, known: Open with { SlowSeconds = 30 }));

        string Told(RoomSettingsInfo now, RoomSettingsInfo known)
        {
            _chat.Event(new RoomSettingsEvent("lobby", known, "bob", Now));
            return ModerationText.Settings(new RoomSettingsEvent("lobby", now, "carol", Now), State);
        }
    }

    [Fact]
    public void Should_say_what_one_may_not_do()
    {
        _chat.Members("lobby", [new UserEntry("Alice", UserStatus.Online, RoomRole.Member)]);
        Assert.Null(Note());

        _chat.Event(new RoomSettingsEvent("lobby", Open with { SlowSeconds = 30 }, "carol", Now));
        Assert.Equal(("slow mode 30s", null), (Note(), Hint()));
        _chat.Says("lobby", "Alice", "hi");
        Assert.Equal("slow mode, 30 s left", Note());
        Assert.Equal("slow mode, 12 s left", Note(18));
        Assert.Equal("slow mode 30s", Note(30));

        _chat.Event(new RoomSettingsEvent("lobby", Open with { ReadOnly = true }, "carol", Now));
        Assert.Equal(("read only", "this room is read only: its owners and moderators write"), (Note(), Hint()));

        _chat.Event(new MemberEvent("lobby", "Alice", RoomRole.Member, "carol", Now, true, Now.AddMinutes(10), "caps lock"));
        Assert.Equal(("muted until 10:40", "you are muted here until 10:40: caps lock"), (Note(), Hint()));
        Assert.Equal("read only", Note(600));

        _chat.Event(new MemberEvent("lobby", "Alice", RoomRole.Moderator, "carol", Now));
        Assert.Equal((null, null), (Note(), Hint()));

        string? Note(int seconds = 0) => OwnPlaceText.Note(State, State.Rooms["lobby"], Now.AddSeconds(seconds));
        string? Hint() => OwnPlaceText.Hint(State, State.Rooms["lobby"], Now);
    }
}
