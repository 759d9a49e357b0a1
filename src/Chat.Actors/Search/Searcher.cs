using Akka.Actor;
using Akka.Event;
using Chat.Actors.Edge;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Search;

/// <summary>
/// Runs this node's searches, a few at once: a search reads much, and everyone else's messages come first. The others wait in line; one that would wait too
/// long is refused, and one that takes too long is ended.
/// </summary>
public sealed class Searcher : UntypedActor
{
    /// <summary>Most searches that wait.</summary>
    internal const int MaxWaiting = 64;

    /// <summary>Most searches of one user that run or wait, on all its devices.</summary>
    internal const int MaxPerUser = 4;

    private const long RetryAfterMs = 1000;

    private readonly IChatStore _store;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<Waiting> _waiting = new();
    private readonly Dictionary<UserId, int> _perUser = [];
    private int _running;

    /// <summary>A searcher in that store.</summary>
    public Searcher(IChatStore store, LiveOptions options, TimeProvider time)
    {
        _store = store;
        _options = options;
        _time = time;
    }

    /// <summary>How to make one.</summary>
    public static Props Props(IChatStore store, LiveOptions options, TimeProvider time) => Akka.Actor.Props.Create(() => new Searcher(store, options, time));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SearcherProtocol.Search search when _perUser.GetValueOrDefault(search.Query.Asker) >= MaxPerUser:
                Refuse(search, $"You have {MaxPerUser} searches under way; wait for one of them.");
                break;
            case SearcherProtocol.Search search when _waiting.Count >= MaxWaiting:
                Refuse(search, "Too many searches are waiting; try again in a moment.");
                break;
            case SearcherProtocol.Search search:
                _perUser[search.Query.Asker] = _perUser.GetValueOrDefault(search.Query.Asker) + 1;
                _waiting.Enqueue(new Waiting(search, _time.GetTimestamp()));
                RunNext();
                break;
            case SearcherProtocol.Finished finished:
                _running--;
                End(finished.Search, finished.Answer);
                RunNext();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void RunNext()
    {
        while (_running < _options.Current.Searches && _waiting.TryDequeue(out Waiting? next))
        {
            if (_time.GetElapsedTime(next.Since) > _options.Current.SearchTimeout)
            {
                End(next.Search, Refusal(next.Search, ErrorCodes.Overloaded, "Other searches took too long; try again in a moment."));
                continue;
            }

            _running++;
            SearcherProtocol.Search search = next.Search;
            ILoggingAdapter log = _log;
            RunAsync(search.Query).PipeTo(
                Self,
                success: page => new SearcherProtocol.Finished(search, Answer(search, page)),
                failure: e => new SearcherProtocol.Finished(search, OnFailure(search, e, log)));
        }
    }

    private async Task<SearchPage?> RunAsync(SearchQuery query)
    {
        using var limit = new CancellationTokenSource(_options.Current.SearchTimeout, _time);
        IChatStore store = _store;
        CancellationToken cancel = limit.Token;
        return await Task.Run(() => store.SearchAsync(query, cancel), CancellationToken.None).ConfigureAwait(false);
    }

    private static object Answer(SearcherProtocol.Search search, SearchPage? page) =>
        page is not null ? new SearcherProtocol.Found(search.Origin, page, search.Query.Room)
        : search.Query.Peer is not null
            ? Refusal(search, ErrorCodes.NoSuchRoom, "You have no conversation with this user yet; send a message to begin one.", "room", null)
            : Refusal(search, ErrorCodes.NotMember, "You are not in that room; join it first.", "room", null);

    private static SessionProtocol.Reply OnFailure(SearcherProtocol.Search search, Exception e, ILoggingAdapter log)
    {
        if (e is OperationCanceledException)
        {
            return Refusal(search, ErrorCodes.Unavailable, "The search took too long; narrow it by 'room', by 'from', or by a rarer word.", null, null);
        }

        log.Error(e, "A search failed");
        return Refusal(search, ErrorCodes.Unavailable, "The messages can't be searched just now; try again.");
    }

    private static void Refuse(SearcherProtocol.Search search, string why) =>
        search.Origin.Device.Connection.Tell(Refusal(search, ErrorCodes.Overloaded, why));

    private void End(SearcherProtocol.Search search, object answer)
    {
        UserId user = search.Query.Asker;
        if (--_perUser[user] == 0)
        {
            _perUser.Remove(user);
        }

        search.Origin.Device.Connection.Tell(answer);
    }

    private static SessionProtocol.Reply Refusal(
        SearcherProtocol.Search search, string code, string message, string? field = null, long? retryAfterMs = RetryAfterMs) =>
        new(search.Origin, new SessionReply.Refused(new Refusal(code, message, field, retryAfterMs)));

    private sealed record Waiting(SearcherProtocol.Search Search, long Since);
}
