using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Moderation;

/// <summary>How much one may do in a room. What it really is, the server says; this is for hints and menus.</summary>
internal enum RoomPower
{
    /// <summary>Talk.</summary>
    Member,

    /// <summary>Look after members.</summary>
    Moderator,

    /// <summary>Look after the room, too.</summary>
    Owner,

    /// <summary>Whatever an owner may, in every room.</summary>
    Admin,
}

/// <summary>Who may do how much.</summary>
internal static class RoomPowers
{
    /// <summary>That of a role.</summary>
    public static RoomPower Of(string role) => role switch
    {
        RoomRole.Owner => RoomPower.Owner,
        RoomRole.Moderator => RoomPower.Moderator,
        _ => RoomPower.Member,
    };

    /// <summary>One's own in a room; null where nothing told of it yet.</summary>
    public static RoomPower? Own(ChatState state, string? room) =>
        state.Admin ? RoomPower.Admin
        : room is not null && state.Rooms.GetValueOrDefault(room) is { IsPrivate: false, You: { } you } ? Of(you.Role)
        : null;

    /// <summary>Those who have so much at least, in words.</summary>
    public static string Who(RoomPower power) => power switch
    {
        RoomPower.Moderator => "owners and moderators",
        RoomPower.Owner => "owners",
        RoomPower.Admin => "the server's admins",
        _ => "everyone",
    };

    /// <summary>Those who have just so much, in words.</summary>
    public static string Whose(RoomPower power) => power switch
    {
        RoomPower.Moderator => "its moderators",
        RoomPower.Owner => "its owners",
        RoomPower.Admin => "the server's admins",
        _ => "its members",
    };
}
