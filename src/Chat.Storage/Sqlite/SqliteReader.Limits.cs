namespace Chat.Storage.Sqlite;

/// <content>What limits need to know.</content>
internal static partial class SqliteReader
{
    /// <summary>How many rooms there are, private ones not counted.</summary>
    public static long CountRooms(SqliteReading reading) =>
        reading.Prepare("SELECT count(*) FROM rooms WHERE pair = 0").First(null, row => row.GetInt64(0));
}
