using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>A run of a room's messages apart from the kept ones, to read around a search result or a date.</summary>
/// <param name="Messages">Ascending by seq, one seq after the other; never empty.</param>
/// <param name="ReachesStart">True where nothing older exists than the first of them.</param>
public sealed record Excerpt(ImmutableList<MessageInfo> Messages, bool ReachesStart);

/// <summary>Where a message can be read now.</summary>
public enum MessagePlace
{
    /// <summary>Nowhere: there is no such message, or no excerpt.</summary>
    None,

    /// <summary>In <see cref="RoomView.Messages"/>.</summary>
    Log,

    /// <summary>In <see cref="RoomView.Excerpt"/>.</summary>
    Excerpt,
}
