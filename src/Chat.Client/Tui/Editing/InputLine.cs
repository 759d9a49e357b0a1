using Terminal.Gui.Input;
using Terminal.Gui.Views;

namespace Chat.Client.Tui.Editing;

/// <summary>Where one types. It has the focus all the time, so the program's keys pass through it.</summary>
internal sealed class InputLine : TextField
{
    /// <summary>Asked first about each key; true where it is taken.</summary>
    public Func<Key, bool>? Intercept { get; set; }

    /// <summary>Raised with the line when Enter is pressed; the line is empty then.</summary>
    public event Action<string>? Submitted;

    /// <summary>Puts another text into the line.</summary>
    public void Put(string text, int? caret = null)
    {
        Text = text;
        InsertionPoint = caret ?? text.Length;
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        if (Intercept?.Invoke(key) == true)
        {
            return true;
        }

        if (key == Key.Enter)
        {
            string line = Text;
            Put(string.Empty);
            Submitted?.Invoke(line);
            return true;
        }

        // Left alone, these would move the focus away or end the program.
        if (key == Key.Esc || key == Key.CursorUp || key == Key.CursorDown || (key == Key.CursorLeft && InsertionPoint == 0)
            || (key == Key.CursorRight && InsertionPoint >= Text.Length))
        {
            return true;
        }

        return base.OnKeyDown(key);
    }

    // The field would keep the first line only.
    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string text) => base.OnSanitizingPaste(text.ReplaceLineEndings(" "));
}
