using System.Drawing;
using System.Runtime.CompilerServices;
using System.Text;
using Chat.Client.Attention;
using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Client.Tui;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tests.Tui;

/// <summary>The whole interface on a screen that only a test sees.</summary>
internal sealed class TestScreen : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SynchronizationContext? _before = SynchronizationContext.Current;
    private readonly VirtualTimeProvider _uiTime = new();
    private readonly FakeHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly ChatSession _session;
    private readonly ChatWindow _window;
    private readonly ChatPresenter _presenter;
    private readonly UiQueue _queue;
    private readonly IApplication _app;
    private readonly SessionToken _token;

    public TestScreen(int columns, int rows, FakeChat chat, ClientConfiguration? configuration = null, KeptState? kept = null, LinkChoice? link = null)
    {
        Kept = kept ?? new KeptState();
        Chat = chat;
        _host = new FakeHost { Chat = chat };
        _app = Application.Create(_uiTime).Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(columns, rows);
        Task<ChatSession> opening = ChatSession.OpenAsync(_host.Host, new Launch(new Uri("chat://localhost:12345"), "Alice", KeepToken: false) { Link = link ?? LinkChoice.Default }, 1000, ChatUse.Screen, CancellationToken.None);
        Assert(opening.IsCompletedSuccessfully, "The fake server answers at once.");
        _session = opening.Result;
        _window = new ChatWindow(new Palette(colours: true), new MessageLayout(TimeZoneInfo.Utc));
        _presenter = new ChatPresenter(_session, _window, configuration ?? new ClientConfiguration(), Kept, _host.Time, _stop.Token);
        _presenter.Interlude.Asked += _presenter.Interlude.Run;
        _presenter.Leaving += () => HasLeft = true;
        _queue = new UiQueue(_app, _presenter.Turn);
        _queue.Touched += _presenter.Touch;
        _presenter.Signals.Open(text => Signals.Append(text), new TerminalTraits(HasTitle: true, NotifyWay.Osc9, InTmux: false, CanBeTold: true) { TellsFocus = true });
        _token = _app.Begin(_window)!;
        SynchronizationContext.SetSynchronizationContext(_before);
        Do(_presenter.Begin);
    }

    public FakeChat Chat { get; }

    public ClientSettings Settings => _presenter.Settings;

    public KeptState Kept { get; }

    /// <summary>What was written to the terminal beside the screen.</summary>
    public StringBuilder Signals { get; } = new();

    public TerminalSignals Terminal => _presenter.Signals;

    public IRoomAttention Attention => _presenter.Attention;

    public ChatPresenter Presenter => _presenter;

    public bool HasLeft { get; private set; }

    public string[] Screen => _app.Driver!.ToString()!.Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n').Select(row => row.TrimEnd()).ToArray();

    /// <summary>A cell of the screen.</summary>
    public Cell At(int x, int y) => _app.Driver!.Contents![y, x];

    /// <summary>Where a cell of the screen leads; null for nowhere.</summary>
    public string? LinkAt(int x, int y) => _app.Driver!.GetOutputBuffer().GetCellUrl(x, y);

    /// <summary>The whole screen as the driver writes it.</summary>
    public string Written => _app.Driver!.ToAnsi();

    public string Input => _window.Input.Text;

    /// <summary>The column and row of the screen at which the terminal's cursor stands.</summary>
    public Point? Cursor => _window.Input.Cursor.Position;

    public int InputRows => _window.Input.Frame.Height;

    public bool HasDraft(string room) => _presenter.HasDraft(room);

    [ModuleInitializer]
    internal static void UseNoRealTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public void Press(Key key) => Do(() => _app.InjectKey(key));

    public void Type(string text, bool enter = true)
    {
        foreach (char c in text)
        {
            Press(new Key(c));
        }

        if (enter)
        {
            Press(Key.Enter);
        }
    }

    /// <summary>Lets time pass, a second at a turn.</summary>
    public void Pass(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            _host.Time.Advance(TimeSpan.FromSeconds(1));
            Do(() => { });
        }
    }

    public void Click(int x, int y) => Do(() => _app.InjectSequence(InputInjectionExtensions.LeftButtonClick(new Point(x, y))));

    /// <summary>One event of the mouse, as the terminal reports it.</summary>
    public void Mouse(MouseFlags flags, int x, int y) => Do(() => _app.InjectMouse(new Mouse { ScreenPosition = new Point(x, y), Flags = flags }));
    public void Wheel(int x, int y, bool up) => Do(() => _app.InjectMouse(new Mouse { ScreenPosition = new Point(x, y), Flags = up ? MouseFlags.WheeledUp : MouseFlags.WheeledDown }));

    public void Paste(string text) => Do(() => _app.RaisePasteEvent(text));

    public void Resize(int columns, int rows) => Do(() => _app.Driver!.SetScreenSize(columns, rows));

    /// <summary>Lets the interface work until a row of the screen has the text.</summary>
    public void Sees(string text) => Until(() => Array.Exists(Screen, row => row.Contains(text, StringComparison.Ordinal)), $"'{text}'");

    /// <summary>Lets the interface work until no row of the screen has the text.</summary>
    public void SeesNoMore(string text) => Until(() => !Array.Exists(Screen, row => row.Contains(text, StringComparison.Ordinal)), $"no '{text}'");

    /// <summary>Lets the interface work until something is so.</summary>
    public void Until(Func<bool> isSo, string what)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Do(() => { });
            Thread.Yield();
            Assert(TimeProvider.System.GetElapsedTime(start) < Patience, $"Waited in vain for {what}. On the screen:\n{string.Join('\n', Screen)}");
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        Chat.End();
        _app.End(_token);
        _window.Dispose();
        _app.Dispose();
        _stop.Dispose();
        _host.Dispose();
        SynchronizationContext.SetSynchronizationContext(_before);
    }

    private static void Assert(bool condition, string message) => Xunit.Assert.True(condition, message);

    /// <summary>Does something on the interface's thread, and lets the interface work once.</summary>
    public void Do(Action action)
    {
        try
        {
            SynchronizationContext.SetSynchronizationContext(_queue);
            action();

            // Updates are taken on another thread: what there is counts for this turn, however busy that is.
            Assert(SpinWait.SpinUntil(() => Chat.HasToldAll, Patience), "The updates are not taken.");
            _host.Time.Advance(TimeSpan.FromMilliseconds(60));
            _uiTime.Advance(TimeSpan.FromMilliseconds(60));
            _app.RaiseIteration();
            _app.TimedEvents!.RunTimers();
            _app.LayoutAndDraw();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(_before);
        }
    }
}
