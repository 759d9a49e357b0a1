using System.Globalization;
using System.Text;
using Chat.Actors.Search;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <summary>
/// What the column <c>words</c> holds of a message, and how it is asked: a <c>tsvector</c> and a <c>tsquery</c>, as PostgreSQL writes them
/// (https://www.postgresql.org/docs/current/datatype-textsearch.html). The room and the author's name are lexemes, too, so that a search in one room
/// reads little of what others hold; they begin with a sign that no word has.
/// </summary>
internal static class SearchVector
{
    /// <summary>Most places of one word that a <c>tsvector</c> keeps. Of a word that occurs more often it can't be said what stands behind the others.</summary>
    public const int MaxPlaces = 255;

    /// <summary>Marks a text with such a word: whether a phrase stands in it has to be looked up in the text.</summary>
    private const string Unplaced = "'+'";

    /// <summary>A message's words.</summary>
    /// <param name="room">The room's number in this database.</param>
    /// <param name="from">The author's name.</param>
    /// <param name="text">The text.</param>
    public static string Of(long room, string from, string text)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        int place = 0;
        bool unplaced = false;
        foreach (string token in SearchText.Tokens(text))
        {
            place++;
            if (!places.TryGetValue(token, out List<int>? known))
            {
                places[token] = known = [];
            }

            if (known.Count < MaxPlaces)
            {
                known.Add(place);
            }
            else
            {
                unplaced = true;
            }
        }

        var vector = new StringBuilder(Room(room)).Append(' ').Append(Author(SearchText.Fold(from)));
        foreach ((string token, List<int> at) in places)
        {
            vector.Append(' ').Append(Lexeme(token)).Append(':').AppendJoin(',', at);
        }

        return vector.Append(unplaced ? " " + Unplaced : "").ToString();
    }

    /// <summary>What finds messages, and perhaps a few in which a phrase is not.</summary>
    /// <param name="query">What to find.</param>
    /// <param name="rooms">Numbers of the rooms to which the index shall keep; none for all.</param>
    public static string Query(SearchQuery query, IReadOnlyCollection<long> rooms)
    {
        var match = new StringBuilder().AppendJoin(" & ", query.Phrases.Select(Phrase));
        if (query.From is { } from)
        {
            match.Append(" & ").Append(Author(from));
        }

        if (rooms.Count > 0)
        {
            match.Append(" & (").AppendJoin(" | ", rooms.Select(Room)).Append(')');
        }

        return match.ToString();
    }

    private static string Phrase(SearchPhrase phrase)
    {
        string[] words = [.. phrase.Tokens.Select((token, i) => Lexeme(token) + (phrase.IsPrefix && i == phrase.Tokens.Count - 1 ? ":*" : ""))];
        return words.Length == 1 ? words[0] : $"({string.Join(" <-> ", words)} | {Unplaced} & {string.Join(" & ", words)})";
    }

    private static string Room(long no) => string.Create(CultureInfo.InvariantCulture, $"'#{no}'");

    private static string Author(string folded) => Lexeme("@" + folded);

    private static string Lexeme(string text) =>
        "'" + text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
