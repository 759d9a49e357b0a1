using Microsoft.Data.Sqlite;

namespace Chat.Storage.Tests;

/// <summary>Harms a database file behind the store's back.</summary>
internal static class DatabaseDamage
{
    /// <summary>Folds the log into the file, then overwrites the first page of a table or index, which the others are found by.</summary>
    public static void OverwriteRootOf(string path, string name)
    {
        long page;
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
            command.CommandText = "SELECT rootpage FROM sqlite_schema WHERE name = $name";
            command.Parameters.AddWithValue("$name", name);
            page = (long)command.ExecuteScalar()!;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = (page - 1) * 4096;
        file.Write([.. Enumerable.Repeat((byte)0xa5, 4096)]);
    }
}
