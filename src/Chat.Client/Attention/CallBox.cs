using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>Carries what came to the interface's thread: one entry per room, however many messages. For any thread.</summary>
internal sealed class CallBox
{
    private const int MaxRooms = 1000;
    private readonly Lock _gate = new();
    private Dictionary<string, RoomCalls> _calls = new(RoomNames.Users);

    /// <summary>Puts in a message of somebody else.</summary>
    public void Put(string room, SaidLast message, bool mentions)
    {
        var call = new RoomCalls(room, 1, mentions ? 1 : 0, message, mentions ? message : null);
        lock (_gate)
        {
            if (_calls.TryGetValue(room, out RoomCalls? before))
            {
                _calls[room] = before.With(call);
            }
            else if (_calls.Count < MaxRooms)
            {
                _calls[room] = call;
            }
        }
    }

    /// <summary>Takes out everything.</summary>
    public IReadOnlyCollection<RoomCalls> Take()
    {
        lock (_gate)
        {
            if (_calls.Count == 0)
            {
                return [];
            }

            Dictionary<string, RoomCalls> taken = _calls;
            _calls = new Dictionary<string, RoomCalls>(RoomNames.Users);
            return taken.Values;
        }
    }
}
