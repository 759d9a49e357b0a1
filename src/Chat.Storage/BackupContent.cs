namespace Chat.Storage;

/// <summary>What a backup holds.</summary>
/// <param name="Rooms">Rooms, private conversations included.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Users">Users, guests included.</param>
/// <param name="Newest">When the newest message was posted; null where there is none.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Schema">The newest migration.</param>
public sealed record BackupContent(long Rooms, long Messages, long Users, DateTimeOffset? Newest, long Bytes, string Schema);
