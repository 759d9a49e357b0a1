namespace Chat.Actors.Serialization;

/// <summary>Marks actor messages that may cross nodes: they bind to <see cref="ChatMessageSerializer"/>.</summary>
public interface IChatMessage;

/// <summary>A message to a room, wherever the room lives.</summary>
public interface IWithRoomId : IChatMessage
{
    /// <summary>The room.</summary>
    RoomId RoomId { get; }
}

/// <summary>A message to a user's session, wherever it lives.</summary>
public interface IWithUserId : IChatMessage
{
    /// <summary>The user.</summary>
    UserId UserId { get; }
}
