using Chat.Client.Commands;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Editing;

/// <summary>Where one types: lines sent, drafts, completion, passwords.</summary>
internal sealed class EditingPart : ITuiPart
{
    private readonly ChatPresenter _presenter;
    private readonly InputLine _input;
    private readonly InputMemory _memory = new();
    private readonly Completer _completer = new();

    /// <summary>Takes its keys.</summary>
    public EditingPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _input = presenter.Window.Input;
        _input.Intercept = presenter.Actions.Press;
        _input.Submitted += Submit;
        presenter.HasDraft = _memory.HasDraft;
        ActionMap actions = presenter.Actions;
        actions.On(GeneralActions.Complete, () => Complete(back: false));
        actions.On(GeneralActions.CompleteBack, () => Complete(back: true));
        actions.On(GeneralActions.Older, () => Recall(older: true));
        actions.On(GeneralActions.Newer, () => Recall(older: false));
        actions.On(GeneralActions.ClearLine, () => Clear() || true);
        actions.On(GeneralActions.Cancel, () => Secrets.Answer(null));
        actions.On(GeneralActions.Interrupt, () => Clear() || Secrets.Answer(null));
    }

    private SecretLine Secrets => _presenter.Secrets;

    // At once, not with the next repaint: what is typed from now on belongs to the other room.
    /// <inheritdoc/>
    public void Enter(string? left, string? entered)
    {
        Secrets.Answer(null);
        if (left is not null)
        {
            _memory.KeepDraft(left, _input.Text);
        }

        _input.Put(entered is null ? string.Empty : _memory.Draft(entered));
    }

    private void Submit(string line)
    {
        if (Secrets.Answer(line))
        {
            return;
        }

        if (_presenter.Current is { } room && !string.IsNullOrWhiteSpace(line))
        {
            _memory.Sent(room, line);
        }

        _presenter.Lines.Run(line);
    }

    private bool Clear()
    {
        bool hadText = _input.Text.Length > 0;
        _input.Put(string.Empty);
        return hadText;
    }

    private bool Complete(bool back)
    {
        if (Secrets.IsAsking)
        {
            return true;
        }

        // The field counts graphemes, the completer characters.
        string text = _input.Text;
        int caret = Glyphs.CharsBefore(text, _input.InsertionPoint);
        if (_completer.Next(text, caret, back, _presenter.State, _presenter.Current, _presenter.KnownRooms) is { } completion)
        {
            _input.Put(completion.Text, Glyphs.CountBefore(completion.Text, completion.Caret));
        }

        return true;
    }

    private bool Recall(bool older)
    {
        if (!Secrets.IsAsking && _presenter.Current is { } room && _memory.Recall(room, older, _input.Text) is { } line)
        {
            _input.Put(line);
        }

        return true;
    }
}
