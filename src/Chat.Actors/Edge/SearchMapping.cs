using System.Globalization;
using Chat.Actors.Search;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <summary>Between the contract's search frames and the storage's query.</summary>
internal static class SearchMapping
{
    /// <summary>What is asked of the storage.</summary>
    /// <returns>Why it can't be asked; null when it can.</returns>
    public static Refusal? ToQuery(SearchRequest request, UserId asker, NamePolicy names, out SearchQuery query)
    {
        IReadOnlyList<SearchPhrase> phrases = SearchTerms.Parse(request.Text);
        query = new SearchQuery(asker, phrases, RequestMapping.PageLimit(request.Limit));
        if (phrases.Count == 0)
        {
            return new Refusal(ErrorCodes.BadRequest, "There is nothing to search for: give a word, or \"words in quotes\".", "text");
        }

        if (!TryReadCursor(request.Cursor, out long? cursor))
        {
            return new Refusal(ErrorCodes.BadRequest, "'cursor' is the 'next' of an earlier reply to this search, as it came.", "cursor");
        }

        RoomTarget? target = null;
        if (request.Room is { } room && RequestMapping.ParseTarget(room, names, out target, out _) is { } refusal)
        {
            return refusal;
        }

        query = query with
        {
            Room = (target as RoomTarget.Named)?.Room,
            Peer = (target as RoomTarget.Peer)?.Folded,
            From = request.From is { } from ? SearchText.Fold(from.TrimStart('@')) : null,
            Before = request.Before,
            Cursor = cursor,
        };
        return null;
    }

    /// <summary>The page as its frame.</summary>
    public static SearchOk ToFrame(SearchPage page) => new(
        [.. page.Hits.Select(hit => ToFrame(hit.Room, hit.Message))],
        page.Next?.ToString("x", CultureInfo.InvariantCulture));

    private static FoundMessage ToFrame(string room, StoredMessage m) => new(room, m.Seq, m.At, m.From, m.Text, m.Key, m.Kind);

    private static bool TryReadCursor(string? text, out long? cursor)
    {
        bool isRight = long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long no) && no > 0;
        cursor = isRight ? no : null;
        return text is null || isRight;
    }
}
