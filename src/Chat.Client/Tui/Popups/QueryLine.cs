using System.Text;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Popups;

/// <summary>A short text that is typed within an overlay. What is drawn is clean, whatever was pasted.</summary>
internal sealed class QueryLine
{
    private const int MostChars = 500;
    private int _caret;

    /// <summary>The text.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>Puts another text, with the caret at its end.</summary>
    public void Put(string text)
    {
        Text = text.Length > MostChars ? text[..MostChars] : text;
        _caret = Text.Length;
    }

    /// <summary>Inserts a text at the caret.</summary>
    public void Insert(string text)
    {
        string clean = CleanText.Line(text);
        if (Text.Length + clean.Length <= MostChars)
        {
            Text = Text.Insert(_caret, clean);
            _caret += clean.Length;
        }
    }

    /// <summary>Takes a key.</summary>
    /// <returns>False where it is none that edits.</returns>
    public bool Press(Key key)
    {
        if (key == Key.Backspace)
        {
            Cut(_caret - Before(), _caret);
        }
        else if (key == Key.Delete)
        {
            Cut(_caret, _caret + After());
        }
        else if (key == Key.CursorLeft)
        {
            _caret -= Before();
        }
        else if (key == Key.CursorRight)
        {
            _caret += After();
        }
        else if (key == Key.Home || key == Key.A.WithCtrl)
        {
            _caret = 0;
        }
        else if (key == Key.End || key == Key.E.WithCtrl)
        {
            _caret = Text.Length;
        }
        else if (key == Key.U.WithCtrl)
        {
            Cut(0, _caret);
        }
        else if (key == Key.W.WithCtrl)
        {
            Cut(Text[.._caret].TrimEnd().LastIndexOf(' ') + 1, _caret);
        }
        else if (!key.IsCtrl && !key.IsAlt && Rune.IsValid(key.AsRune.Value) && key.AsRune.Value >= ' ' && key != Key.Esc && key != Key.Enter && key != Key.Tab)
        {
            Insert(key.AsRune.ToString());
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>The text as it is drawn: the caret as a reversed cell, and the part around it where it is too long.</summary>
    public IReadOnlyList<Span> Spans(int width, Ink ink)
    {
        string before = Text[.._caret];
        while (Glyphs.Columns(before) > Math.Max(0, width - 2))
        {
            before = before[Glyphs.Graphemes(before).First().Length..];
        }

        string under = After() == 0 ? " " : Text.Substring(_caret, After());
        string after = Text[Math.Min(Text.Length, _caret + After())..];
        int left = Math.Max(0, width - Glyphs.Columns(before) - Glyphs.Columns(under));
        return [new Span(before, ink), new Span(under, new Look(ink, Marks.Reverse)), new Span(Glyphs.Cut(after, left), ink)];
    }

    private int Before() => _caret == 0 ? 0 : Glyphs.Graphemes(Text[.._caret]).Last().Length;

    private int After() => _caret == Text.Length ? 0 : Glyphs.Graphemes(Text[_caret..]).First().Length;

    private void Cut(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        _caret = from;
    }
}
