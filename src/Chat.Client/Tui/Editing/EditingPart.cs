using Chat.Client.Commands;
using Chat.Client.Moderation;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Editing;

/// <summary>Where one types: lines sent, drafts, completion, pastes, passwords.</summary>
internal sealed class EditingPart : ITuiPart
{
    private const int ListRows = 8;
    private const int ListColumns = 100;
    private readonly ChatPresenter _presenter;
    private readonly InputLine _input;
    private readonly LineHistory _history = new();
    private readonly Drafts _drafts;
    private readonly PopupOverInput _popup;
    private readonly CompletionList _completion;
    private readonly HistorySearch _search;
    private readonly Outgoing _outgoing;
    private readonly TypingNotice _typing;
    private bool _entering;

    /// <summary>Takes its keys.</summary>
    public EditingPart(ChatPresenter presenter)
    {
        (_presenter, _input) = (presenter, presenter.Window.Input);
        _drafts = new Drafts(presenter.Kept);
        var list = new PopupList(presenter.Window.Palette, ListRows, ListColumns);
        presenter.Window.Add(list);
        _popup = new PopupOverInput(_input, list);
        _search = new HistorySearch(_input, _popup);
        _completion = new CompletionList(
            _input,
            _popup,
            () => new CompletionSources(presenter.State, presenter.Current, presenter.KnownRooms),
            () => presenter.Settings.Get(InputSettings.Completion));
        _outgoing = new Outgoing(presenter, _input, _history);
        _typing = new TypingNotice(presenter.Session.Chat, presenter.Time, presenter.Stop);
        presenter.HasDraft = room => !presenter.IsCurrent(room) && _drafts.Has(room);
        presenter.Window.SubViewsLaidOut += (_, _) => _popup.Follow();
        _input.Intercept = presenter.Actions.Press;
        _input.InterceptPaste = Paste;
        _input.Submitted += Submit;
        _input.Buffer.Changed += Follow;
        TakeKeys(presenter.Actions);
    }

    private SecretLine Secrets => _presenter.Secrets;

    // At once, not with the next repaint: what is typed from now on belongs to the other room.
    /// <inheritdoc/>
    public void Enter(string? left, string? entered)
    {
        _entering = true;
        _outgoing.Drop();
        _search.Cancel();
        _completion.Close();
        Secrets.Answer(null);
        _typing.End();
        if (left is not null)
        {
            _drafts.Keep(left, _input.Text);
            _history.Rest(left);
        }

        _input.Load(entered is null ? string.Empty : _drafts.Of(entered));
        _entering = false;
        Follow();
        _completion.Close();
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        string? hint = shown.State.Connection switch
        {
            ConnectionState.Closed => "the connection is closed: nothing can be sent",
            ConnectionState.Untrusted => "the server is refused: what you send waits until it is trusted",
            { IsConnected: false } => "offline: what you send goes out when the connection is back",
            _ when OwnPlaceText.Hint(shown.State, shown.View, shown.Now) is { } place => place,
            _ when shown.Room is null => "you are in no room: /join one, or see /rooms",
            _ => null,
        };
        _input.Hint(_input.IsSecret || hint is null ? default : new Span(hint, Ink.Dim));
        Note();
    }

    // Each second, so that nothing is lost where the program is killed.
    /// <inheritdoc/>
    public void Tick(Shown shown)
    {
        if (shown.Room is { } room && !Secrets.IsAsking && !_search.IsOpen)
        {
            _drafts.Keep(room, _input.Text);
        }
    }

    private void TakeKeys(ActionMap actions)
    {
        EditKeys.AddTo(actions, _input);
        On(InputActions.Send, Send);
        On(InputActions.Complete, () => Complete(1));
        On(InputActions.CompleteBack, () => Complete(-1));
        On(InputActions.Up, () => Go(-1));
        On(InputActions.Down, () => Go(1));
        On(InputActions.History, Search);
        On(InputActions.Editor, Edit);
        actions.On(GeneralActions.Cancel, () => _search.Cancel() || _completion.Cancel() || Secrets.Answer(null));
        actions.On(GeneralActions.Interrupt, () => _search.Cancel() || Clear() || Secrets.Answer(null));

        void On(UiAction action, Action run) => actions.On(action, () =>
        {
            run();
            return true;
        });
    }

    private bool Paste(string text)
    {
        _search.Cancel();
        _outgoing.Paste(text);
        return true;
    }

    private void Send()
    {
        if (Secrets.IsAsking)
        {
            _input.Submit();
        }
        else if (!_search.Accept() && !_completion.Accept())
        {
            _typing.Sent();
            _outgoing.Send();
        }
    }

    private void Submit(string line)
    {
        if (!Secrets.Answer(line))
        {
            _outgoing.Run(line);
        }
    }

    private void Follow()
    {
        if (_entering)
        {
            return;
        }

        if (_search.IsOpen)
        {
            _search.Follow();
        }
        else
        {
            _completion.Follow();
        }

        Note();
        if (!_input.IsSecret && _presenter.Settings.Get(InputSettings.Typing))
        {
            _typing.Follow(_presenter.Current, _search.IsOpen ? string.Empty : _input.Text);
        }
    }

    // At the right of the input: how much may still be written, once that matters.
    private void Note()
    {
        Span note = default;
        if (!_input.IsSecret && TextLimit.Left(_input.Text, _presenter.State.Limits.MaxTextBytes) is { } left)
        {
            note = left < 0 ? new Span($"{-left} over", Ink.Error) : new Span($"{left} left", Ink.Notice);
        }
        else if (!_input.IsSecret && _input.Text.Length > 0 && !_presenter.State.Connection.IsConnected)
        {
            note = new Span("offline", Ink.Dim);
        }

        _input.Note(note);
    }

    private bool Clear()
    {
        bool hadText = _input.Text.Length > 0;
        _input.Buffer.CutAll();
        return hadText;
    }

    private void Complete(int by)
    {
        if (!_search.Accept() && !Secrets.IsAsking)
        {
            _completion.Step(by);
        }
    }

    private void Go(int by)
    {
        if (_search.Move(by) || _completion.Move(by) || _input.MoveRow(by) || Secrets.IsAsking)
        {
            return;
        }

        if (_presenter.Current is { } room && _history.Recall(room, older: by < 0, _input.Text) is { } line)
        {
            _input.Put(line);
            _completion.Close();
        }
    }

    private void Search()
    {
        if (_presenter.Current is { } room && !Secrets.IsAsking)
        {
            _search.Open(_history.Lines(room));
        }
    }

    private void Edit()
    {
        if (Secrets.IsAsking)
        {
            return;
        }

        if (ExternalEditor.Command is not { } command)
        {
            _presenter.Tell("no editor is known: set VISUAL or EDITOR in your shell, for example export EDITOR=nano", isError: true);
            return;
        }

        _presenter.Interlude.Ask(() =>
        {
            Edited edited = ExternalEditor.Run(command, _input.Text);
            if (edited.Problem is { } problem)
            {
                _presenter.Tell(problem, isError: true);
            }

            if (edited.Text is { } text)
            {
                _input.Put(text);
            }

            _presenter.Changed();
        });
    }
}
