using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Client.Crash;
using Chat.Client.Text;
using Chat.Client.Tui.Rows;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui;

/// <summary>
/// Between the connection and the screen: shows the state in the views and carries out what is typed. All of it runs on the interface's thread but
/// <see cref="FollowAsync"/>, which only notes that something is new.
/// </summary>
internal sealed class ChatPresenter
{
    /// <summary>Messages of a room kept at hand to scroll through.</summary>
    public const int MessagesPerRoom = 5000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly ChatSession _session;
    private readonly ChatWindow _window;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private readonly CommandRunner _runner;
    private readonly Reading _reading;
    private readonly RoomFocus _focus = new();
    private readonly HashSet<Task> _sends = [];
    private Task _typed = Task.CompletedTask;
    private string? _shown;
    private bool _entered;
    private bool _another = true;
    private long _lastTurn;
    private DateTimeOffset _clock;
    private int _changed = 1;

    /// <summary>Shows a connection in a window.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="window">The window.</param>
    /// <param name="time">Clock and time zone.</param>
    /// <param name="stop">Ends all waiting.</param>
    public ChatPresenter(ChatSession session, ChatWindow window, TimeProvider time, CancellationToken stop)
    {
        (_session, _window, _time, _stop) = (session, window, time, stop);
        Notices = new NoticeLog(time);
        Updates = session.Chat.UpdatesAsync(stop);
        Secrets = new SecretLine(window);
        _runner = new CommandRunner(session.Chat, Secrets, time.LocalTimeZone);
        _reading = new Reading(session.Chat, Changed, stop);
        _window.Chat.Scrolled += Changed;
        _window.Rooms.Clicked += GoTo;
        _window.Input.Submitted += Typed;
        _ = new Keys(this, window);
        GoTo(Lobby.StartRoom(session.Chat.State));
    }

    /// <summary>Raised when the user wants to go.</summary>
    public event Action? Leaving;

    /// <summary>What happened beside messages.</summary>
    public NoticeLog Notices { get; }

    /// <summary>Asks for passwords.</summary>
    public SecretLine Secrets { get; }

    /// <summary>What was typed where.</summary>
    public InputMemory Memory { get; } = new();

    /// <summary>Rooms heard of.</summary>
    public IReadOnlyList<string> KnownRooms { get; private set; } = [];

    /// <summary>The room that is shown.</summary>
    public string? Current => _focus.Current;

    /// <summary>All that is known.</summary>
    public ChatState State => _session.Chat.State;

    private IAsyncEnumerable<ChatUpdate> Updates { get; }

    /// <summary>Reads updates until the end of the connection or the program.</summary>
    private async Task FollowAsync()
    {
        try
        {
            await foreach (ChatUpdate update in Updates.ConfigureAwait(false))
            {
                Notices.Add(update);
                _session.NameIs(update.State.Self);
                Changed();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Joins the first room, where the server has not done so, and learns which rooms there are.</summary>
    private async Task StartAsync()
    {
        try
        {
            if (Current is { } room && !RoomNames.IsPrivate(room) && !State.Rooms.ContainsKey(room))
            {
                await _session.Chat.JoinAsync(room, _stop);
            }

            KnownRooms = [.. (await Pages.AllRoomsAsync(_session.Chat, _stop)).Rooms.Select(entry => entry.Room)];
        }
        catch (ChatException e)
        {
            Tell(e.Message, isError: true);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Shows what is new, at most every 50 ms: a flood of messages is one repaint. For each turn of the interface's loop.</summary>
    public void Turn()
    {
        DateTimeOffset now = _time.GetLocalNow();
        bool tick = now.Ticks / TimeSpan.TicksPerSecond != _clock.Ticks / TimeSpan.TicksPerSecond;
        if ((Volatile.Read(ref _changed) == 0 && !tick) || (_lastTurn != 0 && _time.GetElapsedTime(_lastTurn) < Pace))
        {
            return;
        }

        (_lastTurn, _clock) = (_time.GetTimestamp(), now);
        if (Interlocked.Exchange(ref _changed, 0) != 0)
        {
            Refresh();
        }

        _window.Footer.Show(StatusText.Footer(State, _session.ServerName, now, _window.Viewport.Width));
    }

    /// <summary>Shows another room.</summary>
    public void GoTo(string room)
    {
        _focus.Enter(room);
        Switch();
    }

    /// <summary>Says something in the current room that only this user sees.</summary>
    public void Tell(string text, IReadOnlyList<string>? details = null, bool isError = false)
    {
        Notices.Add(State, Current ?? string.Empty, CleanText.Line(text), details, isError);
        _window.Chat.ScrollToEnd();
        Changed();
    }

    /// <summary>Starts to follow the connection. From here on it works by itself.</summary>
    public void Begin()
    {
        Task.Run(FollowAsync, CancellationToken.None).Go();
        StartAsync().Go();
    }

    /// <summary>Connects again at once, where the client waits before it tries.</summary>
    public void RetryNow() => _session.Chat.RetryNow();

    /// <summary>Ends the program.</summary>
    public void Leave() => Leaving?.Invoke();

    /// <summary>Ends when each message is acknowledged, refused or given up.</summary>
    public Task SentAsync() => Task.WhenAll([.. _sends]);

    private void Changed() => Volatile.Write(ref _changed, 1);

    private void Typed(string line)
    {
        if (!Secrets.Answer(line))
        {
            (_typed = CarryOutAsync(_typed, line)).Go();
        }
    }

    // At once, not with the next repaint: what is typed from now on belongs to the other room.
    private void Switch()
    {
        if (Current == _shown)
        {
            return;
        }

        Secrets.Answer(null);
        if (_shown is { } left)
        {
            Memory.KeepDraft(left, _window.Input.Text);
        }

        (_shown, _another) = (Current, true);
        _window.Input.Put(_shown is null ? string.Empty : Memory.Draft(_shown));
        Changed();
    }

    private void Refresh()
    {
        ChatState state = State;
        if (_entered && _shown is { } was && !state.Rooms.ContainsKey(was))
        {
            _focus.Follow(state);
        }

        Switch();
        string? current = Current;
        _entered = current is not null && state.Rooms.ContainsKey(current);
        _window.Rooms.Show(RoomRows.Of(state, current));
        _window.Users.Show(UserRows.Of(current is null ? null : state.Rooms.GetValueOrDefault(current)));
        _window.Chat.Show(Timeline.Build(state, current ?? string.Empty, Notices.Of(current ?? string.Empty), _reading.IsLoading, _time.LocalTimeZone), _another);
        _another = false;
        _window.Header.Show(StatusText.Header(state, current, _window.Chat.AtBottom));
        _reading.Follow(state, current, _window.Chat);
    }

    // One line after the other: text typed behind a /join goes to the room that was joined.
    private async Task CarryOutAsync(Task before, string line)
    {
        if (Current is { } room && !string.IsNullOrWhiteSpace(line))
        {
            Memory.Sent(room, line);
        }

        await before;
        ParsedLine parsed = CommandParser.Parse(line);
        if (parsed.Problem is { } problem)
        {
            Tell(problem, isError: true);
        }

        if (parsed.Command is { } command)
        {
            try
            {
                Show(await _runner.RunAsync(command, Current, _stop));
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The program ends.
            }
        }
    }

    private void Show(CommandOutcome outcome)
    {
        switch (outcome)
        {
            case CommandOutcome.Told told:
                Tell(told.Headline, told.Details);
                break;
            case CommandOutcome.Refused refused:
                Tell(refused.Problem, isError: true);
                break;
            case CommandOutcome.Joined { Room: var room }:
                GoTo(room);
                break;
            case CommandOutcome.Entered { Room: var room }:
                GoTo(room);
                break;
            case CommandOutcome.Left left:
                _focus.Leave(left.Room, State);
                Switch();
                break;
            case CommandOutcome.Sending sending:
                if (!_focus.IsCurrent(sending.Room))
                {
                    GoTo(State.Rooms.TryGetValue(sending.Room, out RoomView? known) ? known.Name : sending.Room);
                }

                _window.Chat.ScrollToEnd();
                Watch(sending);
                break;
            case CommandOutcome.Quit:
                Leave();
                break;
        }
    }

    private void Watch(CommandOutcome.Sending sending)
    {
        _sends.RemoveWhere(task => task.IsCompleted);
        _sends.Add(WatchAsync(sending));
    }

    private async Task WatchAsync(CommandOutcome.Sending sending)
    {
        try
        {
            await sending.Acknowledged;
        }
        catch (ChatException e) when (e.Code is SdkErrorCodes.QueueFull or SdkErrorCodes.Closed)
        {
            Tell($"not sent: {e.Message}", isError: true);
        }
        catch (ChatException)
        {
            // The message itself says so: it stays in the room, marked as not sent.
        }
    }
}
