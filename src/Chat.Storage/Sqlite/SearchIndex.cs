using System.Globalization;
using System.Text;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>What the table <c>search</c> holds of a message, and how it is asked.</summary>
internal static class SearchIndex
{
    /// <summary>The words of a text, parted by blanks.</summary>
    public static string TextColumn(string text) => string.Join(' ', SearchText.Tokens(text));

    /// <summary>The word that stands for a room.</summary>
    /// <param name="no">The room's number in this database.</param>
    public static string RoomColumn(long no) => string.Create(CultureInfo.InvariantCulture, $"r{no}");

    /// <summary>The word that stands for an author's name.</summary>
    public static string AuthorColumn(string name) => AuthorWord(SearchText.Fold(name));

    /// <summary>Gives a connection the functions with which a migration fills the index.</summary>
    public static void AddFunctions(SqliteConnection connection)
    {
        connection.CreateFunction<string, string>("search_text", TextColumn, isDeterministic: true);
        connection.CreateFunction<long, string>("search_room", RoomColumn, isDeterministic: true);
        connection.CreateFunction<string, string>("search_author", AuthorColumn, isDeterministic: true);
    }

    /// <summary>The query in the index's own language. Tokens are letters, digits, marks and symbols: nothing in them needs escaping.</summary>
    /// <param name="query">What to find.</param>
    /// <param name="rooms">Numbers of the rooms to which the index shall keep; none for all.</param>
    public static string Match(SearchQuery query, IReadOnlyList<long> rooms)
    {
        var match = new StringBuilder("text : (").AppendJoin(" AND ", query.Phrases).Append(')');
        if (query.From is { } from)
        {
            match.Append(" AND author : ").Append(AuthorWord(from));
        }

        if (rooms.Count > 0)
        {
            match.Append(" AND room : (").AppendJoin(" OR ", rooms.Select(RoomColumn)).Append(')');
        }

        return match.ToString();
    }

    // Hexadecimal, since the tokenizer parts words at the marks that names may have.
    private static string AuthorWord(string folded) => "a" + Convert.ToHexString(Encoding.UTF8.GetBytes(folded)).ToLowerInvariant();
}
