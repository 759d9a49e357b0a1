using Chat.Client.Attention;
using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui;

/// <summary>
/// Between the connection and the screen: holds the interface's parts together, tells them what is new, and knows which room is the current one. All of it
/// runs on the interface's thread but <see cref="FollowAsync"/>, which passes updates on and notes that something is new.
/// </summary>
internal sealed class ChatPresenter
{
    /// <summary>Messages of a room kept at hand to scroll through.</summary>
    public const int MessagesPerRoom = 100_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private readonly List<ITuiPart> _parts = [];
    private readonly RoomFocus _focus = new();
    private string? _shown;
    private bool _entered;
    private bool _another = true;
    private long _lastTurn;
    private DateTimeOffset _clock;
    private int _changed = 1;

    /// <summary>Shows a connection in a window.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="window">The window.</param>
    /// <param name="settings">What is set.</param>
    /// <param name="kept">What is kept from one run to the next.</param>
    /// <param name="time">Clock and time zone.</param>
    /// <param name="stop">Ends all waiting.</param>
    public ChatPresenter(ChatSession session, ChatWindow window, ClientSettings settings, KeptState kept, TimeProvider time, CancellationToken stop)
    {
        (Session, Window, Settings, Kept, Time, Stop) = (session, window, settings, kept, time, stop);
        Notices = new NoticeLog(time);
        Updates = session.Chat.UpdatesAsync(stop);
        Secrets = new SecretLine(window);
        Lines = new LineRunner(this, Secrets);
        TuiParts.AddTo(this);
        GoTo(Lobby.StartRoom(session.Chat.State));
    }

    /// <summary>Raised when the user wants to go.</summary>
    public event Action? Leaving;

    /// <summary>The connection.</summary>
    public ChatSession Session { get; }

    /// <summary>The screen.</summary>
    public ChatWindow Window { get; }

    /// <summary>What is set.</summary>
    public ClientSettings Settings { get; }

    /// <summary>What is kept from one run to the next.</summary>
    public KeptState Kept { get; }

    /// <summary>Clock and time zone.</summary>
    public TimeProvider Time { get; }

    /// <summary>Ends all waiting.</summary>
    public CancellationToken Stop { get; }

    /// <summary>What keys do.</summary>
    public ActionMap Actions { get; } = new();

    /// <summary>What the commands that are for the screen do.</summary>
    public ScreenCommands Commands { get; } = new();

    /// <summary>Carries out commands.</summary>
    public LineRunner Lines { get; }

    /// <summary>What happened beside messages.</summary>
    public NoticeLog Notices { get; }

    /// <summary>Asks for passwords.</summary>
    public SecretLine Secrets { get; }

    /// <summary>How much each room calls for attention.</summary>
    public IRoomAttention Attention { get; set; } = new NoAttention();

    /// <summary>Shows a message, by its room and seq, among those around it. Nothing becomes read by it.</summary>
    public Action<string, long> ShowMessage { get; set; } = (_, _) => { };

    /// <summary>Rooms heard of.</summary>
    public IReadOnlyList<string> KnownRooms { get; private set; } = [];

    /// <summary>The room that is shown.</summary>
    public string? Current => _focus.Current;

    /// <summary>All that is known.</summary>
    public ChatState State => Session.Chat.State;

    private IAsyncEnumerable<ChatUpdate> Updates { get; }

    /// <summary>Adds a part of the interface.</summary>
    public void Add(ITuiPart part) => _parts.Add(part);

    /// <summary>Shows what is new, at most every 50 ms: a flood of messages is one repaint. For each turn of the interface's loop.</summary>
    public void Turn()
    {
        DateTimeOffset now = Time.GetLocalNow();
        bool tick = now.Ticks / TimeSpan.TicksPerSecond != _clock.Ticks / TimeSpan.TicksPerSecond;
        if ((Volatile.Read(ref _changed) == 0 && !tick) || (_lastTurn != 0 && Time.GetElapsedTime(_lastTurn) < Pace))
        {
            return;
        }

        (_lastTurn, _clock) = (Time.GetTimestamp(), now);
        if (Interlocked.Exchange(ref _changed, 0) != 0)
        {
            Refresh(now);
        }

        if (tick)
        {
            var shown = new Shown(State, Current, IsAnother: false, now);
            _parts.ForEach(part => part.Tick(shown));
        }
    }

    /// <summary>Shows another room.</summary>
    public void GoTo(string room)
    {
        _focus.Enter(room);
        Switch();
    }

    /// <summary>Shows the room visited before this one, which the user is out of.</summary>
    public void Quit(string room)
    {
        _focus.Leave(room, State);
        Switch();
    }

    /// <summary>True for the current room, however it is written.</summary>
    public bool IsCurrent(string room) => _focus.IsCurrent(room);

    /// <summary>Says something in the current room that only this user sees.</summary>
    public void Tell(string text, IReadOnlyList<string>? details = null, bool isError = false)
    {
        Notices.Add(State, Current ?? string.Empty, CleanText.Line(text), details, isError);
        Window.Chat.ScrollToEnd();
        Changed();
    }

    /// <summary>Starts to follow the connection. From here on it works by itself.</summary>
    public void Begin()
    {
        _ = Task.Run(FollowAsync, CancellationToken.None);
        _ = StartAsync();
    }

    /// <summary>Ends the program.</summary>
    public void Leave() => Leaving?.Invoke();

    /// <summary>Notes that something is new: it is shown with the next turn. For any thread.</summary>
    public void Changed() => Volatile.Write(ref _changed, 1);

    private async Task FollowAsync()
    {
        try
        {
            await foreach (ChatUpdate update in Updates.ConfigureAwait(false))
            {
                _parts.ForEach(part => part.Take(update));
                Session.NameIs(update.State.Self);
                Changed();
            }
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    // Joins the first room, where the server has not done so, and learns which rooms there are.
    private async Task StartAsync()
    {
        try
        {
            if (Current is { } room && !RoomNames.IsPrivate(room) && !State.Rooms.ContainsKey(room))
            {
                await Session.Chat.JoinAsync(room, Stop);
            }

            KnownRooms = [.. (await Pages.AllRoomsAsync(Session.Chat, Stop)).Rooms.Select(entry => entry.Room)];
        }
        catch (ChatException e)
        {
            Tell(e.Message, isError: true);
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private void Switch()
    {
        if (Current == _shown)
        {
            return;
        }

        string? left = _shown;
        (_shown, _another) = (Current, true);
        _parts.ForEach(part => part.Enter(left, _shown));
        Changed();
    }

    private void Refresh(DateTimeOffset now)
    {
        ChatState state = State;
        if (_entered && _shown is { } was && !state.Rooms.ContainsKey(was))
        {
            _focus.Follow(state);
        }

        Switch();
        _entered = Current is { } current && state.Rooms.ContainsKey(current);
        var shown = new Shown(state, Current, _another, now);
        _another = false;
        _parts.ForEach(part => part.Refresh(shown));
    }

    private sealed class NoAttention : IRoomAttention
    {
        public RoomAttention Of(string room) => default;
    }
}
