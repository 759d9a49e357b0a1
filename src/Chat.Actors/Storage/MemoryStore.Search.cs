using Chat.Actors.Search;
using Chat.Protocol;

namespace Chat.Actors.Storage;

/// <content>Searching without an index: reads from the newest message back.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<Candidate>? candidates;
        lock (_gate)
        {
            candidates = CandidatesFor(query);
        }

        if (candidates is null)
        {
            return Task.FromResult<SearchPage?>(null);
        }

        // Outside the lock: a commit does not wait for a search.
        candidates.Sort((one, other) => other.No.CompareTo(one.No));
        int limit = Math.Min(query.Limit, ProtocolLimits.MaxPage);
        var found = new List<SearchHit>();
        foreach ((long no, string label, StoredMessage message) in candidates)
        {
            cancel.ThrowIfCancellationRequested();
            if (found.Count > limit)
            {
                break;
            }

            if (IsFound(query, message))
            {
                found.Add(new SearchHit(no, label, message));
            }
        }

        return Task.FromResult<SearchPage?>(SearchPage.Cut(found, limit));
    }

    private static bool IsFound(SearchQuery query, StoredMessage message)
    {
        if (query.From is { } from && SearchText.Fold(message.From) != from)
        {
            return false;
        }

        List<string> tokens = SearchText.Tokens(message.Text);
        return query.Phrases.All(phrase => phrase.IsIn(tokens));
    }

    private List<Candidate>? CandidatesFor(SearchQuery query)
    {
        List<(Room Log, string Label)> rooms =
        [
            .. _rooms.Where(r => r.Value.Members.ContainsKey(query.Asker) && IsAskedFor(query, r.Key, r.Value))
                .Select(r => (r.Value, LabelFor(query.Asker, r.Key, r.Value))),
        ];
        if (rooms.Count == 0 && (query.Room is not null || query.Peer is not null))
        {
            return null;
        }

        var candidates = new List<Candidate>();
        foreach ((Room room, string label) in rooms)
        {
            for (int i = 0; i < room.Log.Count; i++)
            {
                if (room.Log[i].Seq < (query.Before ?? long.MaxValue) && room.Numbers[i] < (query.Cursor ?? long.MaxValue))
                {
                    candidates.Add(new Candidate(room.Numbers[i], label, room.Log[i]));
                }
            }
        }

        return candidates;
    }

    private bool IsAskedFor(SearchQuery query, RoomId id, Room room) =>
        query.Peer is { } peer ? id.IsPair && _users.TryGetValue(PeerOf(query.Asker, room), out StoredUser? user) && user.Folded == peer
        : query.Room is not { } only || only == id;

    private string LabelFor(UserId asker, RoomId id, Room room) => id.IsPair ? "@" + NameOf(PeerOf(asker, room)) : room.Name;

    private static UserId PeerOf(UserId user, Room pair) => pair.Members.Keys.FirstOrDefault(m => m != user, user);

    private readonly record struct Candidate(long No, string Label, StoredMessage Message);
}
