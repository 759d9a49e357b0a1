using System.Buffers;
using System.Collections.Concurrent;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.Connection;

namespace Chat.Fuzz.Conversations;

/// <summary>What came to one connection, checked as it comes: frames of the contract, and rooms whose seqs have no hole and no double. Written by one reader.</summary>
internal sealed class Heard
{
    private readonly ConcurrentDictionary<string, long> _cursors = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<long?> _replies = [];
    private volatile ByeEvent? _bye;
    private volatile string? _token;
    private volatile string? _user;
    private volatile string? _problem;
    private volatile bool _hasEnded;
    private volatile bool _wasReset;

    /// <summary>The <c>re</c> of each answer.</summary>
    public ConcurrentQueue<long?> Replies => _replies;

    /// <summary>The last frame.</summary>
    public ByeEvent? Bye => _bye;

    /// <summary>The user that hello has answered with, and its token.</summary>
    public (string User, string Token)? Known => _user is { } user && _token is { } token ? (user, token) : null;

    /// <summary>What broke the contract.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>True once nothing more comes.</summary>
    public bool HasEnded
    {
        get => _hasEnded;
        set => _hasEnded = value;
    }

    /// <summary>True where it was cut off, by either side.</summary>
    public bool WasReset
    {
        get => _wasReset;
        set => _wasReset = value;
    }

    /// <summary>Rooms and the last seq seen there.</summary>
    public Dictionary<string, long> Cursors() => new(_cursors);

    /// <summary>Takes a frame.</summary>
    public void Take(in ReadOnlySequence<byte> json)
    {
        FuzzException.Require(_bye is null, "Something comes after bye.");
        ServerFrame frame = FrameCodec.DecodeServerFrame(json) ?? throw new FuzzException("The server sends a frame of no known type.");
        if (frame is Reply reply)
        {
            Answer(reply);
        }
        else
        {
            Tell((Event)WireRules.Check(frame));
        }
    }

    private void Answer(Reply reply)
    {
        FuzzException.Require(reply is not ErrorReply { Code: ErrorCodes.Internal }, "The server answers 'internal'.");
        if (reply is RawOk ok && System.Text.Encoding.UTF8.GetString(ok.Json.Span) is var text)
        {
            if (text.Contains("\"session\":\"", StringComparison.Ordinal) && text.Contains("\"limits\":", StringComparison.Ordinal))
            {
                HelloOk hello = WireRules.Check(ok.Read<HelloOk>());
                (_user, _token) = (hello.User, hello.Session);
            }
            else if (text.Contains("\"room\":", StringComparison.Ordinal) && ok.Read<JoinOk>() is { Room: { } room })
            {
                // A join, a leave or another answer about the room: what is next there is known again with the next message.
                _ = ok.Json.Length > 0 && _cursors.TryRemove(room, out _);
            }
        }

        _replies.Enqueue(reply.Re);
    }

    private void Tell(Event said)
    {
        switch (said)
        {
            case MessageEvent message:
                FuzzException.Require(
                    !_cursors.TryGetValue(message.Room, out long cursor) || message.Seq == cursor + 1,
                    $"In '{message.Room}' {message.Seq} follows {_cursors.GetValueOrDefault(message.Room)}.");
                _cursors[message.Room] = message.Seq;
                break;
            case GapEvent gap:
                _cursors[gap.Room] = gap.To;
                break;
            case LeftEvent { You: true } left:
                _cursors.TryRemove(left.Room, out _);
                break;
            case JoinedEvent { You: true } joined:
                _cursors.TryRemove(joined.Room, out _);
                break;
            case RenamedEvent:
                _cursors.Clear();
                break;
            case ByeEvent bye:
                FuzzException.Require(bye.Code != ErrorCodes.Internal, "The server says goodbye because of 'internal'.");
                _bye = bye;
                break;
        }
    }
}
