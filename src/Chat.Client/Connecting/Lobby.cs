using Chat.Sdk.State;

namespace Chat.Client.Connecting;

/// <summary>Where everyone starts.</summary>
internal static class Lobby
{
    /// <summary>The room of the beginning.</summary>
    public const string Name = "lobby";

    /// <summary>The room to start in: the lobby, unless the user has come back and is in other rooms only.</summary>
    public static string StartRoom(ChatState state) =>
        state.Rooms.TryGetValue(Name, out RoomView? lobby) ? lobby.Name
        : state.Rooms.Values.FirstOrDefault(room => !room.IsPrivate)?.Name ?? Name;
}
