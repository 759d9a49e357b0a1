using Chat.Client.Tui.Popups;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Editing;

/// <summary>An answer to a question.</summary>
/// <param name="Letter">The key for it, small.</param>
/// <param name="Text">What it says, clean.</param>
/// <param name="Run">What it does.</param>
/// <param name="Hint">What is said of it.</param>
internal sealed record Choice(char Letter, string Text, Action Run, string Hint = "");

/// <summary>
/// A question above the input. It is answered by a letter, by arrows and Enter, or by a click, and given up by Esc. While it is open no other key does
/// anything.
/// </summary>
/// <param name="popup">Where it is shown.</param>
internal sealed class Choices(PopupOverInput popup)
{
    private string _question = string.Empty;
    private IReadOnlyList<Choice> _choices = [];
    private int _selected;

    /// <summary>True while a question is open.</summary>
    public bool IsOpen => popup.Owner == this;

    /// <summary>Asks.</summary>
    /// <param name="question">The question, clean.</param>
    /// <param name="choices">The answers; the first is chosen at first.</param>
    public void Ask(string question, IReadOnlyList<Choice> choices)
    {
        (_question, _choices, _selected) = (question, choices, 0);
        Show();
    }

    /// <summary>Gives the question up.</summary>
    public void Close() => popup.Hide(this);

    /// <summary>Takes a key.</summary>
    /// <returns>False where no question is open.</returns>
    public bool Press(Key key)
    {
        if (!IsOpen)
        {
            return false;
        }

        switch (key.KeyCode)
        {
            case KeyCode.Esc or (KeyCode.C | KeyCode.CtrlMask):
                Close();
                break;
            case KeyCode.CursorUp or (KeyCode.Tab | KeyCode.ShiftMask):
                Select(_selected - 1);
                break;
            case KeyCode.CursorDown or KeyCode.Tab:
                Select(_selected + 1);
                break;
            case KeyCode.Enter:
                Answer(_selected);
                break;
            default:
                Answer(_choices.ToList().FindIndex(choice => key.AsGrapheme.Equals(choice.Letter.ToString(), StringComparison.OrdinalIgnoreCase)));
                break;
        }

        return true;
    }

    private void Select(int index)
    {
        _selected = (index + _choices.Count) % _choices.Count;
        Show();
    }

    private void Answer(int index)
    {
        if (index >= 0)
        {
            Close();
            _choices[index].Run();
        }
    }

    private void Show()
    {
        List<PopupRow> rows = [new(_question), .. _choices.Select(choice => new PopupRow($"({choice.Letter}) {choice.Text}", choice.Hint)), new("Esc  cancel")];
        popup.Show(this, rows, _selected + 1, 0, clicked =>
        {
            if (clicked == rows.Count - 1)
            {
                Close();
            }
            else
            {
                Answer(clicked - 1);
            }
        });
    }
}
