using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>Says which messages are for the user: those of others that have the own name or another word in them, and every private one.</summary>
/// <param name="self">The own name.</param>
/// <param name="words">Other words to look for.</param>
internal sealed class MentionRule(string self, IEnumerable<string> words)
{
    private readonly Highlights _highlights = new([self, .. words]);

    /// <summary>True for a message of somebody else that calls the user.</summary>
    /// <param name="room">The room in which it was said.</param>
    /// <param name="from">Who said it.</param>
    /// <param name="text">What was said.</param>
    public bool Calls(string room, string from, string text) => IsOfOther(from) && (RoomNames.IsPrivate(room) || _highlights.Matches(text));

    /// <summary>True where somebody else said it.</summary>
    public bool IsOfOther(string from) => !RoomNames.Users.Equals(from, self);

    /// <summary>How many of a room's messages at hand are unread and call the user.</summary>
    public int Count(RoomView room) => Unread(room).Count(message => Calls(room.Name, message.From, message.Text));

    /// <summary>The unread ones of a room's messages at hand, ascending by seq.</summary>
    public static IEnumerable<MessageInfo> Unread(RoomView room)
    {
        int first = room.Messages.Count;
        while (first > 0 && room.Messages[first - 1].Seq > room.Read)
        {
            first--;
        }

        for (int i = first; i < room.Messages.Count; i++)
        {
            yield return room.Messages[i];
        }
    }
}
