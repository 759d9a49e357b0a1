using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>Asks for what the state says it lacks, a few things at a time, until it lacks nothing.</summary>
internal sealed class Fetcher(StateStore store, Conversation talk, ChatClientOptions options)
{
    private const int MostAtOnce = 8;

    private readonly Lock _gate = new();
    private readonly HashSet<Fetch> _inFlight = [];
    private TimeSpan _notBefore = TimeSpan.MinValue;
    private int _failures;

    /// <summary>Asks for what is missing and was not asked for yet.</summary>
    public void Pump()
    {
        ChatState state = store.State;
        if (state.Missing.IsEmpty || !state.Connection.IsConnected)
        {
            return;
        }

        lock (_gate)
        {
            if (_inFlight.Count >= MostAtOnce || options.Time.Uptime() < _notBefore)
            {
                return;
            }

            foreach (Fetch fetch in state.Missing)
            {
                if (_inFlight.Count >= MostAtOnce || (_inFlight.Add(fetch) && !TryAsk(fetch)))
                {
                    return;
                }
            }
        }
    }

    private bool TryAsk(Fetch fetch)
    {
        bool asked = fetch switch
        {
            Fetch.Members members => talk.TryAsk(
                id => new UsersRequest(id, members.Room, members.After, ProtocolLimits.MaxPage),
                Reply<UsersOk>(fetch, ok => new ChatInput.MembersPage(ok with { Room = fetch.Room }, members.After))),
            Fetch.Messages messages => talk.TryAsk(
                id => new HistoryRequest(id, messages.Room, After: messages.After, Limit: ProtocolLimits.MaxPage),
                Reply<HistoryOk>(fetch, ok => new ChatInput.HistoryPage(ok with { Room = fetch.Room }, messages.After))),
            Fetch.Topic => talk.TryAsk(
                id => new TopicRequest(id, fetch.Room),
                Reply<TopicOk>(fetch, ok => new ChatInput.TopicTold(ok with { Room = fetch.Room }))),
            _ => talk.TryAsk(
                id => new HistoryRequest(id, fetch.Room, Limit: ProtocolLimits.MaxPage),
                Reply<HistoryOk>(fetch, ok => new ChatInput.HistoryPage(ok with { Room = fetch.Room }))),
        };
        if (!asked)
        {
            _inFlight.Remove(fetch);
        }

        return asked;
    }

    private HandledReply<T> Reply<T>(Fetch fetch, Func<T, ChatInput> toInput)
        where T : OkReply => new(ok => Succeed(fetch, toInput(ok)), error => Fail(fetch, error));

    private void Succeed(Fetch fetch, ChatInput input)
    {
        if (store.Apply(input).Missing.Contains(fetch))
        {
            // The answer did not bring it, and asking again would not either.
            store.Apply(new ChatInput.FetchFailed(fetch));
        }

        Done(fetch, wait: null);
    }

    private void Fail(Fetch fetch, ChatException error)
    {
        bool mayAgain = error.Code is SdkErrorCodes.Offline or SdkErrorCodes.Timeout or SdkErrorCodes.BadReply || LinkEnd.IsRefusalForNow(error.Code);
        if (!mayAgain)
        {
            store.Apply(new ChatInput.FetchFailed(fetch));
        }

        Done(fetch, mayAgain ? Backoff.Wait(options, error.Code == ErrorCodes.RateLimited ? 1 : Interlocked.Increment(ref _failures), error.RetryAfter) : null);
    }

    private void Done(Fetch fetch, TimeSpan? wait)
    {
        lock (_gate)
        {
            _inFlight.Remove(fetch);
            if (wait is { } pause)
            {
                _notBefore = options.Time.Uptime() + pause;
            }
            else
            {
                _failures = 0;
            }
        }
    }
}
