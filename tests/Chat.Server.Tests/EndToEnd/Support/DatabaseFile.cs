using Microsoft.Data.Sqlite;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>A database file, looked at and changed behind the product's back.</summary>
internal static class DatabaseFile
{
    public static void Run(string path, string sql) => Query<object?>(path, sql);

    public static T Query<T>(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
