using System.Collections.Immutable;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>
/// Counts in each room the unread messages at hand that call the user. It follows the updates one by one, so that a message costs no more in a long
/// room than in a short one, and holds no more than a number per message counted. Belongs to one thread at a time.
/// </summary>
internal sealed class MentionCounts
{
    private readonly Dictionary<string, Room> _rooms = new(RoomNames.Users);
    private ChatState _state;
    private IReadOnlyList<string> _words;

    /// <summary>Counts what is at hand.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="words">Words that call the user, beside the own name.</param>
    public MentionCounts(ChatState state, IReadOnlyList<string> words)
    {
        (_state, _words, Rule) = (state, words, new MentionRule(state.Self, words));
        CountAll();
    }

    /// <summary>Which messages are counted.</summary>
    public MentionRule Rule { get; private set; }

    /// <summary>The rooms that have any.</summary>
    public IEnumerable<KeyValuePair<string, int>> All => _rooms.Where(room => room.Value.Seqs.Count > 0).Select(room => KeyValuePair.Create(room.Key, room.Value.Seqs.Count));

    /// <summary>How many there are in a room.</summary>
    public int Of(string room) => _rooms.TryGetValue(room, out Room? counted) ? counted.Seqs.Count : 0;

    /// <summary>Counts by other words.</summary>
    public void UseWords(IReadOnlyList<string> words)
    {
        _words = words;
        CountAll();
    }

    /// <summary>Takes the next update.</summary>
    /// <returns>The room whose number may have changed; null where any may have.</returns>
    public string? Take(ChatUpdate update)
    {
        bool renamed = update.State.Self != _state.Self;
        _state = update.State;
        if (renamed)
        {
            CountAll();
            return null;
        }

        switch (update)
        {
            case ChatUpdate.Resynced:
                CountAll();
                return null;
            case ChatUpdate.ConnectionChanged:
                Compare();
                return null;
            case ChatUpdate.EventReceived { Event: RenamedEvent }:
                Compare();
                return null;
            case ChatUpdate.EventReceived { Event: MessageEvent message }:
                Add(message.Room, message.Seq, message.From, message.Text);
                return Settle(message.Room);
            case ChatUpdate.HistoryMerged merged:
                foreach (MessageInfo message in merged.Messages)
                {
                    Add(merged.Room, message.Seq, message.From, message.Text);
                }

                return Settle(merged.Room);
            case ChatUpdate.EventReceived { Event: JoinedEvent { Room: var room } }:
                return Settle(room);
            case ChatUpdate.EventReceived { Event: LeftEvent { Room: var room } }:
                return Settle(room);
            case ChatUpdate.EventReceived { Event: ReadEvent { Room: var room } }:
                return Settle(room);
            case ChatUpdate.EventReceived { Event: GapEvent { Room: var room } }:
                return Settle(room);
            case ChatUpdate.RoomChanged { Room: var room }:
                return Settle(room);
            case ChatUpdate.ExcerptChanged { Room: var room }:
                return Settle(room);
            default:
                return string.Empty;
        }
    }

    private void Add(string room, long seq, string from, string text)
    {
        if (_rooms.TryGetValue(room, out Room? counted) && seq > counted.Read && Rule.Calls(room, from, text))
        {
            counted.Seqs.Add(seq);
        }
    }

    // What was read, and what is no longer at hand, went from the front.
    private string Settle(string name)
    {
        if (!_state.Rooms.TryGetValue(name, out RoomView? view))
        {
            _rooms.Remove(name);
            return name;
        }

        if (!_rooms.TryGetValue(name, out Room? counted) || view.Read < counted.Read)
        {
            Count(view);
            return name;
        }

        counted.Seqs.DropTo(view.Messages.IsEmpty ? long.MaxValue : Math.Max(view.Read, view.Messages[0].Seq - 1));
        (counted.Read, counted.Messages) = (view.Read, view.Messages);
        return name;
    }

    // After a hello, or when a private room goes by another name: only what is not as it was is counted anew.
    private void Compare()
    {
        foreach (string gone in _rooms.Keys.Where(room => !_state.Rooms.ContainsKey(room)).ToList())
        {
            _rooms.Remove(gone);
        }

        foreach (RoomView view in _state.Rooms.Values)
        {
            if (_rooms.TryGetValue(view.Name, out Room? counted) && ReferenceEquals(counted.Messages, view.Messages))
            {
                Settle(view.Name);
            }
            else
            {
                Count(view);
            }
        }
    }

    private void CountAll()
    {
        Rule = new MentionRule(_state.Self, _words);
        _rooms.Clear();
        foreach (RoomView view in _state.Rooms.Values)
        {
            Count(view);
        }
    }

    private void Count(RoomView view)
    {
        var counted = new Room(view.Read, view.Messages);
        foreach (MessageInfo message in MentionRule.Unread(view))
        {
            if (Rule.Calls(view.Name, message.From, message.Text))
            {
                counted.Seqs.Add(message.Seq);
            }
        }

        _rooms[view.Name] = counted;
    }

    private sealed class Room(long read, ImmutableList<MessageInfo> messages)
    {
        public long Read { get; set; } = read;

        public ImmutableList<MessageInfo> Messages { get; set; } = messages;

        public SeqRow Seqs { get; } = new();
    }
}
