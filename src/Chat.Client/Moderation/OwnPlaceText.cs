using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Moderation;

/// <summary>What one may not do in a room at the moment, in words.</summary>
internal static class OwnPlaceText
{
    private const int MessagesLookedAt = 500;

    /// <summary>Short, for beside the own name; null where nothing keeps one from writing.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="room">The room.</param>
    /// <param name="now">The time in the zone in which times are told.</param>
    public static string? Note(ChatState state, RoomView? room, DateTimeOffset now)
    {
        if (room is null)
        {
            return null;
        }

        if (IsMuted(room, now))
        {
            return room.You!.Until is { } until ? $"muted until {Time(until, now)}" : "muted";
        }

        if (IsFree(state, room) || room.Settings is not { } settings)
        {
            return null;
        }

        return settings.ReadOnly ? "read only"
            : settings.SlowSeconds == 0 ? null
            : Wait(state, room, settings, now) is { } wait ? string.Create(CultureInfo.InvariantCulture, $"slow mode, {Math.Ceiling(wait.TotalSeconds):0} s left")
            : $"slow mode {Lengths.Short(TimeSpan.FromSeconds(settings.SlowSeconds))}";
    }

    /// <summary>In a sentence, for the line where one would type; null where one may.</summary>
    public static string? Hint(ChatState state, RoomView? room, DateTimeOffset now)
    {
        if (room is not null && IsMuted(room, now))
        {
            string until = room.You!.Until is { } end ? $" until {Time(end, now)}" : string.Empty;
            string why = string.IsNullOrEmpty(room.You.Reason) ? string.Empty : $": {CleanText.Line(room.You.Reason)}";
            return $"you are muted here{until}{why}";
        }

        return room?.Settings is { ReadOnly: true } && !IsFree(state, room) ? "this room is read only: its owners and moderators write" : null;
    }

    // Its end is told of, but not by every server, and not while one is away.
    private static bool IsMuted(RoomView room, DateTimeOffset now) => room.You is { Muted: true } you && (you.Until is null || you.Until > now);

    private static bool IsFree(ChatState state, RoomView room) => RoomPowers.Own(state, room.Name) is not RoomPower.Member;

    private static TimeSpan? Wait(ChatState state, RoomView room, RoomSettingsInfo settings, DateTimeOffset now)
    {
        MessageInfo? last = room.Messages.Reverse().Take(MessagesLookedAt).FirstOrDefault(message => state.IsSelf(message.From));
        TimeSpan? left = last is null ? null : last.At.AddSeconds(settings.SlowSeconds) - now;
        return left > TimeSpan.Zero ? left : null;
    }

    private static string Time(DateTimeOffset at, DateTimeOffset now) =>
        at.ToOffset(now.Offset).ToString(at.ToOffset(now.Offset).Date == now.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
}
