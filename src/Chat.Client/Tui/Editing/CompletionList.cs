using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Editing;

/// <summary>
/// Offers what can stand in the place of the word being written, in a list above the input. Moving through the list puts the choice into the text at once;
/// what is typed then goes on from there.
/// </summary>
/// <param name="input">Where one types.</param>
/// <param name="popup">The list.</param>
/// <param name="sources">What to choose from now.</param>
/// <param name="opensItself">Whether the list comes up while typing, not only when asked for.</param>
internal sealed class CompletionList(InputLine input, PopupOverInput popup, Func<CompletionSources> sources, Func<bool> opensItself)
{
    private Completions? _found;
    private int _chosen = -1;
    private string _line = string.Empty;
    private bool _applying;
    private string? _closedAt;

    /// <summary>True while the list is shown.</summary>
    public bool IsOpen => popup.Owner == this;

    /// <summary>True while something of the list is chosen.</summary>
    public bool HasChoice => IsOpen && _chosen >= 0;

    private int Titles => _found?.Command is null ? 0 : 1;

    /// <summary>Looks at what was typed. To be called after each change of the text or caret.</summary>
    public void Follow()
    {
        if (_applying)
        {
            return;
        }

        _found = input.IsSecret || !opensItself() || input.Text == _closedAt ? null : Completer.Find(input.Text, input.Caret, sources(), asked: false);
        (_line, _chosen) = (input.Text, -1);
        if (_closedAt is not null && input.Text != _closedAt)
        {
            _closedAt = null;
        }

        Show();
    }

    /// <summary>Puts the next fitting word into the text; the first where none is chosen.</summary>
    /// <param name="by">1 for the next, -1 for the one before.</param>
    public void Step(int by)
    {
        if (!HasChoice)
        {
            _found = Completer.Find(input.Text, input.Caret, sources(), asked: true);
            (_line, _chosen) = (input.Text, by > 0 ? -1 : 0);
        }

        if (_found is not { Offers.Count: > 0 })
        {
            Show();
            return;
        }

        Choose((_chosen + by + _found.Offers.Count) % _found.Offers.Count);
        if (_found.Offers.Count == 1)
        {
            Follow();
        }
    }

    /// <summary>Moves through the list where it is open and there is something to choose.</summary>
    /// <returns>False where it is not.</returns>
    public bool Move(int by)
    {
        if (!IsOpen || _found is not { Offers.Count: > 0 })
        {
            return false;
        }

        int from = _chosen < 0 && by < 0 ? 0 : _chosen;
        Choose((from + by + _found.Offers.Count) % _found.Offers.Count);
        return true;
    }

    /// <summary>Keeps what was chosen and closes the list.</summary>
    /// <returns>False where nothing was chosen.</returns>
    public bool Accept()
    {
        bool chosen = HasChoice;
        if (chosen)
        {
            Close();
        }

        return chosen;
    }

    /// <summary>Closes the list until something else is typed; a choice is taken back.</summary>
    /// <returns>False where it is not open.</returns>
    public bool Cancel()
    {
        if (!IsOpen)
        {
            return false;
        }

        if (_chosen >= 0)
        {
            Apply(() => input.Put(_line, _found?.End));
        }

        _closedAt = input.Text;
        Close();
        return true;
    }

    /// <summary>Closes the list.</summary>
    public void Close()
    {
        (_found, _chosen) = (null, -1);
        Show();
    }

    private void Choose(int index)
    {
        _chosen = index;
        Completion completion = _found!.With(_line, _found.Offers[index]);
        Apply(() => input.Put(completion.Text, completion.Caret));
        Show();
    }

    private void Apply(Action change)
    {
        _applying = true;
        change();
        _applying = false;
    }

    private void Show()
    {
        if (_found is not { } found || (found.Offers.Count == 0 && found.Command is null) || IsWhole(found))
        {
            popup.Hide(this);
            return;
        }

        List<PopupRow> rows = [.. found.Offers.Select(offer => new PopupRow(CleanText.Line(offer.Shown ?? offer.Text.TrimEnd()), CleanText.Line(offer.Hint)))];
        if (found.Command is { } command)
        {
            rows.Insert(0, new PopupRow(command.Usage, command.Help));
        }

        popup.Show(this, rows, _chosen < 0 ? -1 : _chosen + Titles, found.Start, clicked =>
        {
            if (clicked >= Titles)
            {
                Choose(clicked - Titles);
                Close();
            }
        });
    }

    // What is written out already needs no list.
    private bool IsWhole(Completions found) =>
        _chosen < 0 && found is { Command: null, Offers: [var only] } && only.Text.TrimEnd() == _line[found.Start..found.End] && only.Hint.Length == 0;
}
