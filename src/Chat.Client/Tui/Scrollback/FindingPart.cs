using System.Globalization;
using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Finds a text in the messages that are loaded, while it is typed into the bar of the chat view. It takes its keys before all others.</summary>
internal sealed class FindingPart : ITuiPart
{
    private const int MostAtOnce = 4_000;
    private const int MostTyped = 200;
    private readonly ChatPresenter _presenter;
    private readonly ScrollbackPart _scrollback;
    private readonly ScrollbackView _view;
    private Finder? _finder;
    private string? _typed;
    private ScrollAnchor? _begin;
    private long _beginSeq;
    private bool _wants;

    /// <summary>Takes its keys.</summary>
    public FindingPart(ChatPresenter presenter, ScrollbackPart scrollback)
    {
        (_presenter, _scrollback, _view) = (presenter, scrollback, presenter.Window.Chat);
        scrollback.Prompt = Bar;
        scrollback.Returned += End;
        ActionMap actions = presenter.Actions;
        actions.On(ViewActions.Find, Open);
        actions.On(ViewActions.ChosenFind, () => _scrollback.LettersAreKeys && Open());
        actions.On(ViewActions.FindOlder, () => IsFound && Step(up: true));
        actions.On(ViewActions.FindNewer, () => IsFound && Step(up: false));
        actions.On(GeneralActions.Cancel, Cancel);
        presenter.Commands.On<ChatCommand.FindLoaded>(command => Begin(command.Text));
        Func<Key, bool>? others = presenter.Window.Input.Intercept;
        presenter.Window.Input.Intercept = key => Take(key) || others?.Invoke(key) == true || Leave(key);
    }

    private bool IsFound => _finder is not null && _typed is null && _scrollback.LettersAreKeys;

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        if (_finder is null)
        {
            return;
        }

        _finder.Advance(_scrollback.Timeline.Content.Messages, MostAtOnce);
        if (_wants)
        {
            Choose(_finder.Next(_beginSeq, up: true, inclusive: true) ?? (_finder.IsDone ? _finder.Next(_beginSeq, up: false) : null));
        }

        if (!_finder.IsDone)
        {
            _presenter.Changed();
        }
    }

    /// <inheritdoc/>
    public void Enter(string? left, string? entered) => End();

    private void Begin(string? text)
    {
        Open();
        if (text is not null)
        {
            Seek(text);
            _typed = null;
        }
    }

    private bool Open()
    {
        if (_finder is null && _typed is null)
        {
            _begin = _view.AtBottom ? null : _view.Anchor;
            _beginSeq = _view.Items.Select(item => item.Item).OfType<TimelineItem.Said>().LastOrDefault()?.Message.Seq ?? long.MaxValue;
        }

        _typed = _finder?.Sought.Text ?? string.Empty;
        _scrollback.IsHeld = true;
        return true;
    }

    private bool Take(Key key)
    {
        if (_typed is not { } typed)
        {
            return false;
        }

        if (key == Key.Esc)
        {
            return Cancel();
        }

        if (key == Key.Enter)
        {
            Accept();
        }
        else if (key == Key.Backspace)
        {
            Seek(typed.Length == 0 ? typed : typed[..Glyphs.CharsBefore(typed, Glyphs.CountBefore(typed, typed.Length) - 1)]);
        }
        else if (key == Key.U.WithCtrl)
        {
            Seek(string.Empty);
        }
        else if (key == Key.CursorUp || key == Key.CursorDown)
        {
            Step(up: key == Key.CursorUp);
        }
        else if (IsText(key))
        {
            Seek(typed.Length < MostTyped ? typed + key.GetPrintableText() : typed);
        }
        else
        {
            return false;
        }

        return true;
    }

    // Beside a chosen message letters are keys; one that is none begins a message.
    private bool Leave(Key key)
    {
        if (_scrollback.HasChosen && IsText(key))
        {
            End();
            _scrollback.Choose(null, byKey: false);
        }

        return false;
    }

    private static bool IsText(Key key) => !key.IsCtrl && !key.IsAlt && key.GetPrintableText().Length > 0;

    private void Seek(string text)
    {
        _typed = text;
        _finder = text.Length == 0 ? null : new Finder(new SoughtText(text));
        _view.Sought = _finder?.Sought;
        _wants = _finder is not null;
        _scrollback.Choose(null, byKey: false);
        _presenter.Changed();
    }

    private void Accept()
    {
        if (_finder is null)
        {
            Cancel();
            return;
        }

        _typed = null;
        _scrollback.ShowNow();
    }

    private bool Step(bool up)
    {
        if (_finder is not null && _view.Chosen is TimelineKey.Message { Seq: var seq })
        {
            Choose(_finder.Next(seq, up));
        }

        return true;
    }

    private void Choose(long? seq)
    {
        if (seq is not { } found)
        {
            return;
        }

        _wants = false;
        _scrollback.Choose(new TimelineKey.Message(found), byKey: true);
    }

    private bool Cancel()
    {
        if (_typed is null && _finder is null)
        {
            return false;
        }

        bool goesBack = _typed is not null;
        End();
        _scrollback.Choose(null, byKey: false);
        if (goesBack && _begin is null)
        {
            _view.ScrollToEnd();
        }
        else if (goesBack)
        {
            _view.GoBack(_begin!);
        }

        return true;
    }

    private void End()
    {
        if (_typed is null && _finder is null)
        {
            return;
        }

        (_typed, _finder, _wants) = (null, null, false);
        _view.Sought = null;
        _scrollback.IsHeld = false;
    }

    private IReadOnlyList<Span>? Bar()
    {
        if (_finder is null && _typed is null)
        {
            return null;
        }

        string text = CleanText.Line(_typed ?? _finder!.Sought.Text);
        string place = _finder is not null && _view.Chosen is TimelineKey.Message { Seq: var seq } ? string.Create(CultureInfo.InvariantCulture, $"{_finder.Place(seq):#,0} of ") : string.Empty;
        string count = _finder is null ? string.Empty
            : _finder.Count == 0 ? (_finder.IsDone ? "not here; /search asks the server" : "…")
            : string.Create(CultureInfo.InvariantCulture, $"{place}{_finder.Count:#,0}{(_finder.IsDone ? "" : "…")}");
        string keys = _typed is not null ? "  Enter keeps it, Up and Down go on, Esc ends"
            : $"  {KeyOf(ViewActions.FindOlder)} above, {KeyOf(ViewActions.FindNewer)} below, {KeyOf(GeneralActions.Cancel)} ends";
        string few = _typed is not null ? "  Enter, Esc" : $"  {KeyOf(ViewActions.FindOlder)}, {KeyOf(ViewActions.FindNewer)}, {KeyOf(GeneralActions.Cancel)}";
        var found = new Span($" find: {text}{(_typed is null ? "" : "▏")}  {count}", Ink.Popup);
        return _view.Fitting([found, new Span(keys, Ink.PopupHint)], [found, new Span(few, Ink.PopupHint)]);
    }

    private string KeyOf(UiAction action) => _presenter.Actions.KeyOf(action) ?? $"({action.Name})";
}
