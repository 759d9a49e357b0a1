using Chat.Client.Text;
using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Editing;

/// <summary>Looks for a line sent before: what is typed narrows the list of them.</summary>
/// <param name="input">Where one types.</param>
/// <param name="popup">The list.</param>
internal sealed class HistorySearch(InputLine input, PopupOverInput popup)
{
    private IReadOnlyList<string> _lines = [];
    private List<string> _found = [];
    private string _before = string.Empty;
    private int _chosen;

    /// <summary>True while the list is shown.</summary>
    public bool IsOpen => popup.Owner == this;

    /// <summary>Opens the list; where it is open, goes to the line before.</summary>
    /// <param name="lines">The lines, the oldest first.</param>
    public void Open(IReadOnlyList<string> lines)
    {
        if (IsOpen)
        {
            Move(-1);
            return;
        }

        (_lines, _before) = (lines, input.Text);
        Follow();
    }

    /// <summary>Narrows the list to what is typed.</summary>
    public void Follow()
    {
        _found = [.. _lines.Where(line => line.Contains(input.Text, StringComparison.CurrentCultureIgnoreCase))];
        _chosen = _found.Count - 1;
        Show();
    }

    /// <summary>Goes through the lines where the list is open.</summary>
    /// <returns>False where it is not.</returns>
    public bool Move(int by)
    {
        if (IsOpen && _found.Count > 0)
        {
            _chosen = Math.Clamp(_chosen + by, 0, _found.Count - 1);
            Show();
        }

        return IsOpen;
    }

    /// <summary>Takes the chosen line into the input.</summary>
    /// <returns>False where the list is not open.</returns>
    public bool Accept()
    {
        if (!IsOpen)
        {
            return false;
        }

        popup.Hide(this);
        input.Put(_chosen >= 0 && _chosen < _found.Count ? _found[_chosen] : _before);
        return true;
    }

    /// <summary>Closes the list; the input is what it was before.</summary>
    /// <returns>False where it is not open.</returns>
    public bool Cancel()
    {
        if (!IsOpen)
        {
            return false;
        }

        popup.Hide(this);
        input.Put(_before);
        return true;
    }

    // The newest is the lowest, next to where one types.
    private void Show()
    {
        List<PopupRow> rows = [.. _found.Select(line => new PopupRow(CleanText.Line(line)))];
        rows.Add(new PopupRow(_found.Count == 0 ? "no line typed before has this" : "lines typed before: type to narrow, Enter takes one"));
        popup.Show(this, rows, Math.Max(0, _chosen), 0, clicked =>
        {
            _chosen = Math.Min(clicked, _found.Count - 1);
            Accept();
        });
    }
}
