using System.Net;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <content>Addresses that are banned from the whole server.</content>
public sealed partial class ConnectionTable
{
    private volatile IReadOnlyList<AddressBan> _banned = [];

    private sealed record AddressBan(AddressRange Range, Sanction Sanction);

    /// <summary>Lets these bans of addresses hold from now on, and ends the connections that they meet, but those of admins.</summary>
    /// <param name="bans">All that there are; what has ended by itself counts for nothing.</param>
    /// <param name="now">The time.</param>
    public void Ban(IReadOnlyList<Sanction> bans, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(bans);
        _banned = [.. bans.SelectMany(b => AddressRange.TryParse(b.Target.Value, out AddressRange? range) ? [new AddressBan(range, b)] : Array.Empty<AddressBan>())];
        if (_banned.Count == 0)
        {
            return;
        }

        foreach (Connection connection in _connections.Values)
        {
            if (!connection.IsAdmin && WhyBanned(connection.Remote.Address, now) is { } bye)
            {
                connection.Close(bye);
            }
        }
    }

    /// <summary>The goodbye of someone from a banned address; null where it is none.</summary>
    private ByeEvent? WhyBanned(IPAddress address, DateTimeOffset now)
    {
        foreach (AddressBan ban in _banned)
        {
            if (!(ban.Sanction.Until <= now) && ban.Range.Contains(address))
            {
                Refusal why = RoomRules.Told(ErrorCodes.Banned, "Your address is banned from this server", ban.Sanction, now);
                return new ByeEvent(why.Code, why.Message, why.RetryAfterMs);
            }
        }

        return null;
    }
}
