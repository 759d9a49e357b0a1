using System.Globalization;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <content>Who may say something.</content>
public static partial class RoomRules
{
    private static RoomDecision DecideSend(RoomState? state, RoomProtocol.Command command, RoomAction.Send send, DateTimeOffset now)
    {
        if (WhyNotSend(state, command, now) is { } why)
        {
            // It may be the repetition of a message whose answer was lost: then no other answer would be true.
            return new RoomDecision.Doubt(new Write.FindMessage(command.RoomId, command.By.User, send.Key), why);
        }

        RoomState room = state!;
        int slow = room.Moderation.Settings.SlowSeconds;
        return new RoomDecision.Store(
            Append(command, send, now),
            slow == 0 || IsStaff(room, command.By)
                ? room
                : room with { Moderation = room.Moderation with { Sends = room.Moderation.Sends.Note(command.By.User, now, TimeSpan.FromSeconds(slow), room.Members.Count) } });
    }

    private static RoomDecision.Refuse? WhyNotSend(RoomState? state, RoomProtocol.Command command, DateTimeOffset now) =>
        WhyNone(state, command, now)
        ?? WhyNotMember(state!, command)
        ?? ((WhySilent(state!, command.By, now) ?? WhyTooSoon(state!, command.By, now)) is { } why ? new RoomDecision.Refuse(why) : null);

    private static RoomDecision.Refuse? WhyNotMember(RoomState state, RoomProtocol.Command command) =>
        state.Members.ContainsKey(command.By.User) ? null : Refuse(ErrorCodes.NotMember, $"You are not in {state.Name}; join it first.");

    /// <summary>Why a member may say nothing; null where it may.</summary>
    private static Refusal? WhySilent(RoomState state, RoomProtocol.Speaker who, DateTimeOffset now) =>
        state.Moderation.MuteOf(who.User, now) is { } mute ? Told(ErrorCodes.Muted, $"You are muted in {state.Name}", mute, now)
        : state.Moderation.Settings.ReadOnly && !IsStaff(state, who)
            ? new Refusal(ErrorCodes.Forbidden, $"{state.Name} is read-only: only its owners and moderators write there.")
        : null;

    private static Refusal? WhyTooSoon(RoomState state, RoomProtocol.Speaker who, DateTimeOffset now)
    {
        int slow = state.Moderation.Settings.SlowSeconds;
        TimeSpan left = slow == 0 || IsStaff(state, who) ? TimeSpan.Zero : state.Moderation.Sends.Left(who.User, TimeSpan.FromSeconds(slow), now);
        return left <= TimeSpan.Zero
            ? null
            : new Refusal(
                ErrorCodes.RateLimited,
                string.Create(CultureInfo.InvariantCulture, $"{state.Name} is slow: one message in {slow} s from each; wait {Math.Ceiling(left.TotalSeconds)} s."),
                null,
                (long)Math.Ceiling(left.TotalMilliseconds));
    }

    private static RoomDecision DecideTopic(RoomState state, RoomProtocol.Command command, string text, DateTimeOffset now) =>
        (command.By.Admin ? null : WhySilent(state, command.By, now)) is { } why ? new RoomDecision.Refuse(why)
        : state.Moderation.Settings.TopicLocked && !IsStaff(state, command.By)
            ? Refuse(ErrorCodes.Forbidden, $"Only owners and moderators set the topic of {state.Name}.")
        : new RoomDecision.Store(new Write.SetTopic(command.RoomId, text), state with { Topic = text })
        {
            Then = new Write.Moderate(command.RoomId, [], new Act(now, command.By.User, command.By.Name, ActNames.Topic, Detail: text)),
        };

    private static RoomDecision DecidePairSend(RoomState? state, RoomProtocol.Command command, RoomAction.Send send, DateTimeOffset now)
    {
        Write append = Append(command, send, now);
        if (state is not null)
        {
            return state.Members.ContainsKey(command.By.User) ? new RoomDecision.Store(append, state) : NoSuchRoom(command);
        }

        if (command.Peer is not { } peer)
        {
            return NoSuchRoom(command);
        }

        StoredMember[] members = [.. new[] { command.By, peer }.DistinctBy(s => s.User).Select(s => new StoredMember(s.User, s.Name, RoomRole.Member))];
        string id = command.RoomId.Value;
        RoomState next = RoomState.From(new StoredRoom(command.RoomId, "", id, "", 0, members));
        return new RoomDecision.Store(new Write.CreateRoom(command.RoomId, "", id, members), next) { Then = append };
    }

    private static Write.AppendMessage Append(RoomProtocol.Command command, RoomAction.Send send, DateTimeOffset now) =>
        new(command.RoomId, command.By.User, command.By.Name, send.Text, send.Key, send.Kind, now);
}
