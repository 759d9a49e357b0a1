using Chat.Client.Connecting;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Client.Commands;

/// <summary>Reads lists that come in pages, up to a number that a person may still want to read.</summary>
internal static class Pages
{
    private const int MaxEntries = 1000;

    /// <summary>The server's rooms, and whether there are more than were read.</summary>
    public static async Task<(List<RoomEntry> Rooms, bool More)> AllRoomsAsync(IChat chat, CancellationToken cancellationToken)
    {
        var rooms = new List<RoomEntry>();
        bool more = true;
        while (more && rooms.Count < MaxEntries)
        {
            RoomsOk page = await chat.ListRoomsAsync(rooms.Count == 0 ? null : rooms[^1].Room, ProtocolLimits.MaxPage, cancellationToken).ConfigureAwait(false);
            rooms.AddRange(page.Rooms);
            more = page.More == true && page.Rooms.Count > 0;
        }

        return (rooms, more);
    }

    /// <summary>A room's members, and whether there are more than were read.</summary>
    public static async Task<(List<UserEntry> Users, bool More)> AllUsersAsync(IChat chat, string room, CancellationToken cancellationToken)
    {
        var users = new List<UserEntry>();
        bool more = true;
        while (more && users.Count < MaxEntries)
        {
            UsersOk page = await chat.ListUsersAsync(room, users.Count == 0 ? null : users[^1].User, ProtocolLimits.MaxPage, cancellationToken).ConfigureAwait(false);
            users.AddRange(page.Users);
            more = page.More == true && page.Users.Count > 0;
        }

        return (users, more);
    }
}
