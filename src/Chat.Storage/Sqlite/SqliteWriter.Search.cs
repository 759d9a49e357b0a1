namespace Chat.Storage.Sqlite;

/// <content>Keeping the search index.</content>
internal sealed partial class SqliteWriter
{
    /// <summary>
    /// In the messages' own transaction, so that what is stored can be found, and behind all other writes: SQLite makes the index write out what it has
    /// collected before many another statement, which would make of one index part a batch one a message.
    /// </summary>
    private void AddToIndex()
    {
        foreach (Unindexed message in _unindexed)
        {
            Run(
                "INSERT INTO search (rowid, text, room, author) VALUES ($1, $2, $3, $4)",
                message.No, SearchIndex.TextColumn(message.Text), SearchIndex.RoomColumn(message.Room), SearchIndex.AuthorColumn(message.From));
        }
    }

    /// <summary>A message of the batch that is not in the index yet.</summary>
    private readonly record struct Unindexed(long No, long Room, string From, string Text);
}
