using System.Threading.Channels;
using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Client.Plain.Json;
using Chat.Client.Plain.Typing;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Plain;

/// <summary>The line interface: commands and text from a pipe or a person, one line out for each thing that happens. For scripts and screen readers.</summary>
internal sealed class PlainSession : IDisposable
{
    /// <summary>Messages of a room kept at hand: those that a reader who was too slow is still told.</summary>
    public const int MessagesPerRoom = 1000;

    private const int MaxUnacknowledged = 500;
    private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Queue<Task> _sends = new();
    private readonly RoomFocus _focus = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ClientHost _host;
    private readonly ChatSession _session;
    private readonly IPlainDesk _desk;
    private readonly CommandRunner _runner;
    private readonly ITranscript _transcript;
    private volatile bool _failed;

    /// <summary>An interface to a connection.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="session">The connection.</param>
    /// <param name="style">How lines are written.</param>
    public PlainSession(ClientHost host, ChatSession session, PlainStyle style = PlainStyle.Lines)
    {
        (_host, _session) = (host, session);
        Updates = session.Chat.UpdatesAsync(CancellationToken.None);
        var format = new PlainFormat(style == PlainStyle.Colours ? PlainInk.Colours : PlainInk.None);
        _transcript = style == PlainStyle.Json
            ? new JsonTranscript(session.Chat.State, _focus, host.Time, session.Cursors)
            : new PlainTranscript(session.Chat.State, _focus, host.Time, session.Cursors, format);
        _desk = style != PlainStyle.Json && host.InIsTerminal && host.OutIsTerminal && host.OpenKeyboard() is { } keyboard
            ? new TerminalDesk(keyboard, host.Out, ProtocolLimits.MaxClientFrameBytes, count => format.Info($"{count} events while you typed"))
            : new PipeDesk(host, ProtocolLimits.MaxClientFrameBytes, question => Tell(() => _transcript.Asks(question)));
        _runner = new CommandRunner(session.Chat, _desk, host.Time.LocalTimeZone, host.Configuration);
    }

    private IAsyncEnumerable<ChatUpdate> Updates { get; }

    private IChat Chat => _session.Chat;

    /// <summary>Runs until <c>/quit</c>, the end of the input, the end of the connection, or the token.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ChatState start = Chat.State;
        string room = Lobby.StartRoom(start);
        _focus.Enter(room);
        Tell(() => _transcript.Welcome(_session.ServerName));
        AnnounceStart(start, room);
        Tell(_transcript.Start);
        Task telling = TellAsync(stop.Token);
        try
        {
            await EnterAsync(room, cancellationToken).ConfigureAwait(false);
            Task<bool> reading = ReadAsync(stop.Token);
            await Task.WhenAny(reading, _closed.Task, telling).ConfigureAwait(false);

            // A signal ends all of them, in whatever order.
            cancellationToken.ThrowIfCancellationRequested();
            if (telling.IsFaulted)
            {
                await telling.ConfigureAwait(false);
            }

            if (_closed.Task.IsCompleted)
            {
                await _closed.Task.ConfigureAwait(false);
                return Chat.State.Connection switch
                {
                    ConnectionState.Closed { Code: ErrorCodes.Quit } => ExitCodes.Done,
                    ConnectionState.Closed closed => ExitCodes.Of(closed.Code),
                    _ => ExitCodes.Refused,
                };
            }

            bool endOfInput = await reading.ConfigureAwait(false);
            await SettleAsync(endOfInput ? Timeout.InfiniteTimeSpan : QuitPatience, cancellationToken).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await telling.ConfigureAwait(false);
            await _session.QuitAsync(cancellationToken).ConfigureAwait(false);
            return _failed && endOfInput ? ExitCodes.Refused : ExitCodes.Done;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            _desk.Release();
            await telling.ConfigureAwait(false);
        }
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose() => _desk.Dispose();

    // The server lets a new guest into the lobby by itself, perhaps before anyone here could hear of it.
    private void AnnounceStart(ChatState start, string room)
    {
        if (_session.IsNew && start.Rooms.ContainsKey(room))
        {
            Tell(() => _transcript.StartedIn(room));
        }
    }

    private async Task EnterAsync(string room, CancellationToken cancellationToken)
    {
        if (Chat.State.Rooms.ContainsKey(room))
        {
            return;
        }

        try
        {
            await Chat.JoinAsync(room, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Tell(() => _transcript.NotJoined(room, e));
        }
    }

    /// <summary>Reads and carries out lines, one after the other. True at the input's end, false after <c>/quit</c>.</summary>
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            string? line;
            try
            {
                line = await _desk.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException e)
            {
                _failed = true;
                Tell(() => _transcript.Mistaken(e.Message));
                continue;
            }

            if (line is null)
            {
                return true;
            }

            if (!await CarryOutAsync(line, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    private async Task<bool> CarryOutAsync(string line, CancellationToken cancellationToken)
    {
        ParsedLine parsed = CommandParser.Parse(line);
        if (parsed.Command is not { } command)
        {
            if (parsed.Problem is { } problem)
            {
                NoteRefusal();
                Tell(() => _transcript.Mistaken(problem));
            }

            return true;
        }

        string? current = Begin(command);
        CommandOutcome outcome = await _runner.RunAsync(command, current, cancellationToken).ConfigureAwait(false);
        if (outcome is CommandOutcome.Sending sending)
        {
            await WatchAsync(sending).ConfigureAwait(false);
        }
        else if (outcome is CommandOutcome.Refused)
        {
            NoteRefusal();
        }

        Tell(() => _transcript.Tell(command, outcome));
        return outcome is not CommandOutcome.Quit;
    }

    // Who types sees what was refused, and does it otherwise; a script sees the exit code.
    private void NoteRefusal() => _failed |= !_desk.IsSomebodyThere;

    private string? Begin(ChatCommand command)
    {
        string? current = null;
        Tell(() =>
        {
            current = _focus.Current;
            switch (command)
            {
                case ChatCommand.Join { Room: { } room } when !RoomNames.IsPrivate(room) && !Chat.State.Rooms.ContainsKey(room):
                    _transcript.Joining(room);
                    break;
                case ChatCommand.Leave { Room: var room } when (room ?? current) is { } leaving:
                    _transcript.Leaving(leaving);
                    break;
            }

            return [];
        });
        return current;
    }

    private async Task WatchAsync(CommandOutcome.Sending sending)
    {
        while (_sends.TryPeek(out Task? oldest) && (oldest.IsCompleted || _sends.Count >= MaxUnacknowledged))
        {
            await oldest.ConfigureAwait(false);
            _ = _sends.Dequeue();
        }

        _sends.Enqueue(AwaitAsync(sending));
    }

    private async Task AwaitAsync(CommandOutcome.Sending sending)
    {
        try
        {
            await sending.Acknowledged.ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            _failed = true;
            Tell(() => _transcript.NotSent(sending.Room, e));
        }
    }

    /// <summary>Waits until every message is acknowledged and its line is written.</summary>
    private async Task SettleAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(Task.WhenAll(_sends), _closed.Task).WaitAsync(patience, _host.Time, cancellationToken).ConfigureAwait(false);
            await EchoedAsync().WaitAsync(QuitPatience, _host.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Long enough: what is not acknowledged now is given up.
        }
    }

    private async Task EchoedAsync()
    {
        while (Chat.State.Sends.Any(send => send.Status != SendStatus.Failed) && await _changes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            _changes.Reader.TryRead(out _);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ChatUpdate update in Updates.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                _session.NameIs(update.State.Self);
                Tell(() => _transcript.Tell(update));
                _session.HasTold(update.State, _ => true);
                _changes.Writer.TryWrite(true);
                if (update.State.Connection is ConnectionState.Closed)
                {
                    break;
                }
            }

            _closed.TrySetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _closed.TrySetResult();
        }
        catch (IOException e)
        {
            _closed.TrySetException(e);
        }
        finally
        {
            _changes.Writer.TryComplete();
        }
    }

    private void Tell(Func<IReadOnlyList<string>> lines)
    {
        lock (_gate)
        {
            _desk.Write(lines());
        }
    }
}
