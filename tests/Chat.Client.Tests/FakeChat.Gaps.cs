using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <content>Messages that did not come by themselves.</content>
internal sealed partial class FakeChat
{
    /// <summary>The page of a room before a seq, the latest where it is null; asked before <see cref="History"/>.</summary>
    public Func<string, long?, HistoryOk>? HistoryOf { get; set; }

    /// <summary>Messages were said in a room that the server will not replay; they are in <see cref="Logs"/>, if anywhere.</summary>
    public void Misses(string room, int count)
    {
        lock (_gate)
        {
            long seq = _seqs[room] = _seqs.GetValueOrDefault(room) + count;
            Event(new GapEvent(room, State.Rooms[room].Cursor + 1, seq));
        }
    }

    /// <summary>A page of history comes that nobody on the screen has asked for, as the library does to close a gap.</summary>
    public void Brings(string room, params MessageInfo[] messages)
    {
        lock (_gate)
        {
            Apply(new ChatInput.HistoryPage(new HistoryOk(room, messages, Start: messages is [{ Seq: 1 }, ..], End: false), After: messages.Length == 0 ? null : messages[0].Seq - 1));
            Tell(new ChatUpdate.HistoryMerged(State, room, messages, FilledGap: true));
        }
    }
}
