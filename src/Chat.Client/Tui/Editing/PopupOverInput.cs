using System.Drawing;
using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Editing;

/// <summary>The one list above the input, for whoever needs it: who shows something takes it from the one before.</summary>
internal sealed class PopupOverInput
{
    private readonly InputLine _input;
    private readonly PopupList _list;
    private IReadOnlyList<PopupRow> _rows = [];
    private int _at;
    private Rectangle _frame;
    private Action<int>? _clicked;

    /// <summary>A hidden one.</summary>
    public PopupOverInput(InputLine input, PopupList list)
    {
        (_input, _list) = (input, list);
        list.Clicked += index => _clicked?.Invoke(index);
    }

    /// <summary>Whose list is shown; null for none.</summary>
    public object? Owner { get; private set; }

    /// <summary>Shows lines.</summary>
    /// <param name="owner">Whose they are.</param>
    /// <param name="rows">The lines.</param>
    /// <param name="selected">The chosen one; -1 for none.</param>
    /// <param name="at">The place in the text they belong to, in UTF-16 units.</param>
    /// <param name="clicked">Told which line was clicked.</param>
    public void Show(object owner, IReadOnlyList<PopupRow> rows, int selected, int at, Action<int> clicked)
    {
        (Owner, _rows, _at, _clicked) = (owner, rows, at, clicked);
        Place(selected);
    }

    /// <summary>Hides the list where it is this owner's.</summary>
    public void Hide(object owner)
    {
        if (Owner == owner)
        {
            (Owner, _rows, _clicked) = (null, [], null);
            _list.Hide();
        }
    }

    /// <summary>Moves the list to where the input is now.</summary>
    public void Follow()
    {
        if (Owner is not null && _frame != _input.Frame)
        {
            Place(_list.Selected);
        }
    }

    private void Place(int selected)
    {
        _frame = _input.Frame;
        _list.Show(_rows, selected, Math.Max(0, _frame.X + _input.ColumnOf(_at) - 1), _frame.Y);
    }
}
