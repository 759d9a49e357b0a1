using Chat.Client.Attention;
using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Client.Crash;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Popups;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Terminal.Gui.Views;

namespace Chat.Client.Tui;

/// <summary>
/// Between the connection and the screen: holds the interface's parts together, tells them what is new, and knows which room is the current one. All of it
/// runs on the interface's thread but <see cref="FollowAsync"/>, which passes updates on and notes that something is new.
/// </summary>
internal sealed class ChatPresenter : IScreenful
{
    /// <summary>Messages of a room kept at hand to scroll through.</summary>
    public const int MessagesPerRoom = 100_000;

    private const int Flood = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FloodPace = TimeSpan.FromMilliseconds(100);
    private readonly List<ITuiPart> _parts = [];
    private readonly RoomFocus _focus = new();
    private string? _shown;
    private bool _entered;
    private bool _another = true;
    private long _lastTurn;
    private int _inRow;
    private DateTimeOffset _clock;
    private int _changed = 1;

    /// <summary>Shows a connection in a window.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="window">The window.</param>
    /// <param name="configuration">What is set, with the file that keeps it.</param>
    /// <param name="kept">What is kept from one run to the next.</param>
    /// <param name="time">Clock and time zone.</param>
    /// <param name="stop">Ends all waiting.</param>
    public ChatPresenter(ChatSession session, ChatWindow window, ClientConfiguration configuration, KeptState kept, TimeProvider time, CancellationToken stop)
    {
        (Session, Window, Configuration, Kept, Time, Stop) = (session, window, configuration, kept, time, stop);
        Notices = new NoticeLog(time);
        Updates = session.Chat.UpdatesAsync(stop);
        Secrets = new SecretLine(window);
        Overlays = new Overlays(window, Actions);
        Lines = new LineRunner(this, new ScreenAsker(Secrets, Overlays, window.Palette));
        TuiParts.AddTo(this);
        GoTo(Lobby.StartRoom(session.Chat.State));
    }

    /// <summary>Raised when the user wants to go.</summary>
    public event Action? Leaving;

    /// <summary>Raised at each key, click and paste.</summary>
    public event Action? Touched;

    /// <summary>The connection.</summary>
    public ChatSession Session { get; }

    /// <summary>The screen.</summary>
    public ChatWindow Window { get; }

    /// <inheritdoc/>
    Window IScreenful.Window => Window;

    /// <summary>What is set, with the file that keeps it.</summary>
    public ClientConfiguration Configuration { get; }

    /// <summary>What is set.</summary>
    public ClientSettings Settings => Configuration.Settings;

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

    /// <summary>Gives the terminal to other programs.</summary>
    public Interlude Interlude { get; } = new();

    /// <summary>What lies over the screen.</summary>
    public Overlays Overlays { get; }
    /// <summary>The bell, notifications and the title of the terminal.</summary>
    public TerminalSignals Signals { get; } = new();

    /// <summary>How much each room calls for attention.</summary>
    public IRoomAttention Attention { get; set; } = new NoAttention();

    /// <summary>Shows a message, by its room and seq, among those around it. Nothing becomes read by it.</summary>
    public Action<string, long> ShowMessage { get; set; } = (_, _) => { };

    /// <summary>True for a room where something was typed and not sent.</summary>
    public Func<string, bool> HasDraft { get; set; } = _ => false;

    /// <summary>Short words on the own state that parts want beside the own name; null for none at the moment.</summary>
    public List<Func<string?>> SelfNotes { get; } = [];

    /// <summary>Short words on what the chat shows that parts want beside the room's name; null for none at the moment.</summary>
    public List<Func<string?>> ViewNotes { get; } = [];

    /// <summary>Rooms heard of.</summary>
    public IReadOnlyList<string> KnownRooms { get; private set; } = [];

    /// <summary>The room that is shown.</summary>
    public string? Current => _focus.Current;

    /// <summary>The rooms that were shown, the current one first.</summary>
    public IEnumerable<string> Visited => _focus.Visited;

    /// <summary>All that is known.</summary>
    public ChatState State => Session.Chat.State;

    private TimeSpan PaceNow => _inRow >= Flood ? FloodPace : Pace;

    private IAsyncEnumerable<ChatUpdate> Updates { get; }

    /// <summary>Adds a part of the interface.</summary>
    public void Add(ITuiPart part) => _parts.Add(part);

    /// <summary>True where <see cref="Turn"/> has something new to show.</summary>
    public bool IsDue => Volatile.Read(ref _changed) != 0 && (_lastTurn == 0 || Time.GetElapsedTime(_lastTurn) >= PaceNow);

    /// <summary>Shows what is new, at most every 50 ms, and every 100 ms when it never ends: a flood of messages is one repaint. For each turn of the interface's loop.</summary>
    public void Turn()
    {
        DateTimeOffset now = Time.GetLocalNow();
        bool tick = now.Ticks / TimeSpan.TicksPerSecond != _clock.Ticks / TimeSpan.TicksPerSecond;
        if ((Volatile.Read(ref _changed) == 0 && !tick) || (_lastTurn != 0 && Time.GetElapsedTime(_lastTurn) < PaceNow))
        {
            return;
        }

        _inRow = _lastTurn != 0 && Time.GetElapsedTime(_lastTurn) < 2 * PaceNow ? Math.Min(_inRow + 1, Flood) : 0;
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

    /// <summary>Shows something long over the chat, to read in peace.</summary>
    /// <param name="title">What it is, clean.</param>
    /// <param name="lines">Its lines, clean.</param>
    public void ShowPage(string title, IEnumerable<string> lines) => Overlays.Open(new TextOverlay(Window.Palette, title, lines));

    /// <summary>Starts to follow the connection. From here on it works by itself.</summary>
    public void Begin()
    {
        Task.Run(FollowAsync, CancellationToken.None).Go();
        StartAsync().Go();
    }

    /// <summary>Raised when the terminal, given up for a while, is the interface's again and has forgotten what it was asked for.</summary>
    public event Action? TerminalBack;

    /// <summary>The terminal, given up for a while, is the interface's again.</summary>
    public void TerminalIsBack() => TerminalBack?.Invoke();

    // The new terminal has not heard of the cursor yet, and nobody tells it as long as it does not move.
    /// <inheritdoc/>
    public void TerminalIsAnother() => Window.Input.SetCursorNeedsUpdate();

    /// <summary>Somebody is at the keyboard.</summary>
    public void Touch() => Touched?.Invoke();

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
