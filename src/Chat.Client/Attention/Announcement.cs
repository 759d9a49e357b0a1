using System.Globalization;
using Chat.Client.Text;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>A notification in words.</summary>
/// <param name="Title">Where, or from whom.</param>
/// <param name="Text">What.</param>
internal sealed record Announcement(string Title, string Text)
{
    private const string Program = "AkkaChat";
    private const int MostNamed = 3;

    /// <summary>One message in its own words; more of them as a number, and the last.</summary>
    /// <param name="calls">What is to be told, each with the level of its room; at least one.</param>
    /// <param name="preview">True to show texts of messages.</param>
    public static Announcement Of(IReadOnlyCollection<(RoomCalls Calls, NotifyLevel Level)> calls, bool preview)
    {
        if (calls.Count > 1)
        {
            return InSeveral(calls);
        }

        (RoomCalls room, NotifyLevel level) = calls.First();
        int count = room.At(level);
        SaidLast last = room.LastAt(level);
        string from = CleanText.Line(last.From);
        string title = RoomNames.IsPrivate(room.Room) ? from : $"{from} in {CleanText.Line(room.Room)}";
        return count == 1
            ? new Announcement(title, preview ? CleanText.Line(last.Text) : room.Mentions > 0 && !RoomNames.IsPrivate(room.Room) ? "mentions you" : "a message")
            : new Announcement(
                RoomNames.IsPrivate(room.Room) ? from : CleanText.Line(room.Room),
                string.Create(CultureInfo.CurrentCulture, $"{count} messages{(preview ? $", the last by {from}: {CleanText.Line(last.Text)}" : $", the last by {from}")}"));
    }

    private static Announcement InSeveral(IReadOnlyCollection<(RoomCalls Calls, NotifyLevel Level)> calls)
    {
        int count = calls.Sum(call => call.Calls.At(call.Level));
        string named = string.Join(", ", calls.OrderByDescending(call => call.Calls.Mentions).Take(MostNamed).Select(call => CleanText.Line(call.Calls.Room)));
        return new Announcement(Program, $"{count} messages in {calls.Count} rooms: {named}{(calls.Count > MostNamed ? ", …" : string.Empty)}");
    }
}
