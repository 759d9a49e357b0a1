using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

public class OwnSendsSpecs
{
    private static readonly OwnSend Send = new("k1", Room, "hi", null, Frames.Noon);
    private static readonly ChatState Queued = Welcomed().On(new ChatInput.SendQueued(Send));
    private static readonly ChatInput Acknowledged = new ChatInput.SendAcknowledged(Send, new SendOk(Room, 1, Frames.Noon));

    [Fact]
    public void Should_show_an_acknowledged_message_until_its_event_comes()
    {
        ChatState state = Queued.On(Acknowledged);
        Assert.Equal((SendStatus.Acknowledged, 1L), (state.Sends[0].Status, state.Sends[0].Seq));

        Assert.Empty(state.On(Frames.Message(Room, 1, "alice", "k1")).Sends);
    }

    [Fact]
    public void Should_not_show_a_message_whose_event_came_before_the_acknowledgement()
    {
        ChatState state = Queued.On(Frames.Message(Room, 1, "alice", "k1"));
        Assert.Empty(state.Sends);

        Assert.Empty(state.On(Acknowledged).Sends);
    }

    [Fact]
    public void Should_keep_a_message_whose_key_another_user_used()
    {
        Assert.Single(Queued.On(Frames.Message(Room, 1, "bob", "k1")).Sends);
    }

    [Fact]
    public void Should_not_show_an_acknowledged_message_that_a_gap_passed_over()
    {
        ChatState state = Queued.On(Acknowledged).On(new GapEvent(Room, 1, 1)).On(new ChatInput.FetchFailed(new Fetch.Messages(Room, 0)));

        Assert.Empty(state.Sends);
    }

    [Fact]
    public void Should_show_why_a_message_failed_until_it_is_dismissed()
    {
        ChatState state = Queued.On(new ChatInput.SendFailed("k1", ErrorCodes.NotMember, "Join first."));
        Assert.Equal((SendStatus.Failed, ErrorCodes.NotMember, "Join first."), (state.Sends[0].Status, state.Sends[0].ErrorCode, state.Sends[0].ErrorMessage));

        Assert.Empty(state.On(new ChatInput.SendDismissed("k1")).Sends);
    }

    [Fact]
    public void Should_keep_a_bounded_number_of_failed_messages()
    {
        ChatState state = Enumerable.Range(0, 500).Select(i => $"k{i}").Aggregate(Welcomed(), (next, key) => next
            .On(new ChatInput.SendQueued(Send with { Key = key }))
            .On(new ChatInput.SendFailed(key, ErrorCodes.Forbidden, "No.")));

        Assert.Equal(100, state.Sends.Count);
        Assert.Equal("k499", state.Sends[^1].Key);
    }

    [Fact]
    public void Should_open_a_private_room_that_the_own_message_began()
    {
        ChatState state = Queued.On(new ChatInput.SendAcknowledged(Send, new SendOk("@bob", 1, Frames.Noon))).On(Frames.Message("@bob", 1, "alice", "k1"));

        Assert.Equal([1], state.Seqs("@bob"));
        Assert.Empty(state.Sends);
    }
}
