using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <summary>What a reply shows of rooms, for one who may be sent out of one of them before the reply leaves.</summary>
public abstract record RoomPage
{
    /// <summary>What is left of it for one who was sent out of a room.</summary>
    /// <param name="room">The room as replies name it.</param>
    /// <returns>The reply in its place, and what that shows; null where it shows nothing of that room.</returns>
    public abstract (byte[] Frame, RoomPage? Still)? Without(string room);
}

/// <summary>A reply that shows one room.</summary>
/// <param name="Room">The room as replies name it.</param>
/// <param name="Otherwise">The reply for one who may not see it any more.</param>
public sealed record OneRoomPage(string Room, byte[] Otherwise) : RoomPage
{
    /// <inheritdoc/>
    public override (byte[] Frame, RoomPage? Still)? Without(string room) => room == Room ? (Otherwise, null) : null;
}

/// <summary>What a search has found, in one room or in all of the asker's.</summary>
/// <param name="Re">The request's number.</param>
/// <param name="Page">What was found.</param>
/// <param name="Only">The one room that was searched, which is refused also where nothing was found; null for all.</param>
/// <param name="Names">What names look like.</param>
internal sealed record FoundPage(long Re, SearchPage Page, RoomId? Only, NamePolicy Names) : RoomPage
{
    /// <summary>The reply.</summary>
    public byte[] Frame => FrameCodec.Encode(SearchMapping.ToFrame(Page) with { Re = Re });

    /// <inheritdoc/>
    public override (byte[] Frame, RoomPage? Still)? Without(string room)
    {
        if (Only is { } only)
        {
            bool isIt = RequestMapping.ParseTarget(room, Names, out RoomTarget target, out _) is null && target is RoomTarget.Named { Room: var named } && named == only;
            return isIt ? (ReplyFrames.Encode(Re, RoomRules.SentOutMeanwhile(room)), null) : null;
        }

        SearchHit[] seen = [.. Page.Hits.Where(hit => hit.Room != room)];
        FoundPage rest = this with { Page = Page with { Hits = seen } };
        return seen.Length == Page.Hits.Count ? null : (rest.Frame, rest);
    }
}
