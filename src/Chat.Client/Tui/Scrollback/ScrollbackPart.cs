using System.Collections.Immutable;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What is said in the current room, and what follows from looking at it.</summary>
internal sealed partial class ScrollbackPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly ScrollbackView _view;
    private readonly Reading _reading;
    private readonly ReadLine _readLine = new();
    private (ImmutableList<Notice> Notices, JoinsShown Joins, ImmutableArray<(long AfterSeq, TimelineItem Item)> Items) _told = ([], default, []);
    private bool _fresh = true;
    private bool _inExcerpt;
    private bool _isHeld;

    /// <summary>Takes its keys.</summary>
    public ScrollbackPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _view = presenter.Window.Chat;
        _view.Scrolled += presenter.Changed;
        _view.Returning += Return;
        _view.Bar = atBottom => Prompt?.Invoke() ?? Bar(atBottom);
        _view.BarClicked += () => _view.ScrollToEnd();
        _view.Clicked += key => Choose(key, byKey: false);
        _reading = new Reading(presenter.Session.Chat, presenter.Changed, presenter.Stop);
        presenter.Settings.Changed += _ => presenter.Changed();
        AddMoving();
        AddChoosing();
    }

    /// <summary>What stands in the bar instead of what is shown; null for nothing.</summary>
    public Func<IReadOnlyList<Span>?>? Prompt { get; set; }

    /// <summary>The entries shown last.</summary>
    public Timeline Timeline => _view.Timeline;

    /// <summary>True while something keeps new lines from being followed, and the room from being marked as read.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            _isHeld = value;
            ShowNow();
        }
    }

    private RoomView? Room => _presenter.Current is { } name ? _presenter.State.Rooms.GetValueOrDefault(name) : null;

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        _readLine.Follow(shown.State.Connection, shown.View);
        LeaveExcerpt(shown.View);
        Show(shown.State, shown.Room);
        _reading.Follow(shown.State, shown.View, _view, _inExcerpt, _presenter.Signals.HasFocus != false);
        GoBeyond(shown.State, shown.View);
    }

    /// <inheritdoc/>
    public void Enter(string? left, string? entered)
    {
        _readLine.Enter();
        (_fresh, _raw, _isHeld) = (true, null, false);
        _view.Chosen = null;
        _jump++;
        if (_inExcerpt && left is not null)
        {
            _inExcerpt = false;
            _presenter.Session.Chat.CloseExcerpt(left);
        }
    }

    /// <inheritdoc/>
    public void Take(ChatUpdate update) => _presenter.Notices.Add(update);

    /// <summary>Shows how things stand at once.</summary>
    public void ShowNow() => Show(_presenter.State, _presenter.Current);

    private void Show(ChatState state, string? name)
    {
        RoomView? room = name is null ? null : state.Rooms.GetValueOrDefault(name);
        _inExcerpt &= room?.Excerpt is not null;
        _view.MayFollow = !_inExcerpt && !_isHeld && _view.Chosen is null && !_isJumping;
        _view.Show(new Timeline(Content(state, name ?? string.Empty, room)), _fresh);
        _fresh = false;
    }

    private TimelineContent Content(ChatState state, string name, RoomView? room)
    {
        TimeZoneInfo zone = _presenter.Time.LocalTimeZone;
        var today = DateOnly.FromDateTime(_presenter.Time.GetLocalNow().DateTime);
        if (_inExcerpt && room?.Excerpt is { } excerpt)
        {
            return new TimelineContent(excerpt.Messages, state.Self, today)
            {
                ReachesStart = excerpt.ReachesStart,
                Top = Top(excerpt.ReachesStart),
                ReadTo = _readLine.Seq,
                Raw = _raw,
                Zone = zone,
            };
        }

        return new TimelineContent(room?.Messages ?? [], state.Self, today)
        {
            Gap = room?.Gap,
            ReachesStart = room?.ReachesStart ?? false,
            Top = room is null ? null : Top(room.ReachesStart),
            Told = Told(name),
            Sends = [.. state.SendsIn(name).Select(send => new TimelineItem.Sending(send, state.Self, HowFar(send, state.Connection)))],
            ReadTo = _readLine.Seq,
            Raw = _raw,
            Zone = zone,
        };
    }

    private TimelineItem.Mark? Top(bool reachesStart) =>
        reachesStart ? new TimelineItem.Mark(MarkKind.Top, "this is the beginning")
        : _reading.IsLoading ? new TimelineItem.Mark(MarkKind.Top, "loading older messages")
        : _reading.Problem is { } problem ? new TimelineItem.Mark(MarkKind.TopError, $"older messages could not be loaded: {problem} {KeyOf(GeneralActions.PageUp)} tries again.")
        : null;

    private ImmutableArray<(long AfterSeq, TimelineItem Item)> Told(string room)
    {
        ImmutableList<Notice> notices = _presenter.Notices.Of(room);
        JoinsShown joins = _presenter.Settings.Get(ViewSettings.Joins);
        if (!ReferenceEquals(_told.Notices, notices) || _told.Joins != joins)
        {
            _told = (notices, joins, Folding.Items(notices, joins));
        }

        return _told.Items;
    }

    private string HowFar(OwnSend send, ConnectionState connection) => send.Status switch
    {
        SendStatus.Failed => $"not sent: {EventText.Reason(send.ErrorMessage ?? string.Empty)}; {KeyOf(ViewActions.Resend)} sends it again, {KeyOf(ViewActions.Drop)} drops it",
        SendStatus.Acknowledged => "sent",
        _ when connection.IsConnected => "sending",
        _ => $"waits for the connection; {KeyOf(ViewActions.Drop)} takes it back",
    };

    private string KeyOf(UiAction action) => _presenter.Actions.KeyOf(action) ?? $"({action.Name})";
}
