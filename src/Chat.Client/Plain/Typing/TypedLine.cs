using System.Globalization;
using System.Text;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Plain.Typing;

/// <summary>What a key did to the line.</summary>
internal enum KeyEffect
{
    /// <summary>The line goes on.</summary>
    Typed,

    /// <summary>Enter: the line is complete.</summary>
    Entered,

    /// <summary>The end of the input, asked for in an empty line.</summary>
    Ended,
}

/// <summary>
/// A line while it is typed, and what the terminal has to be sent so that it shows it: characters and the erasing of characters, no cursor movement
/// beside it. Keys for which there is no use are taken and do nothing.
/// </summary>
/// <param name="longest">Most UTF-16 units of a line.</param>
internal sealed class TypedLine(int longest)
{
    private const char Escape = '\u001b';
    private readonly StringBuilder _text = new();
    private Sequence _sequence;
    private char _high;

    private enum Sequence
    {
        None,
        Begun,
        Parameters,
        Last,
    }

    /// <summary>True where nothing is typed.</summary>
    public bool IsEmpty => _text.Length == 0 && _high == 0;

    /// <summary>What the terminal shows of the line.</summary>
    public string Shown => CleanText.Line(_text.ToString());

    /// <summary>Takes a key.</summary>
    /// <param name="key">A UTF-16 unit as the terminal sent it.</param>
    /// <param name="alone">True where nothing came together with it: then an escape is the key of that name.</param>
    /// <param name="columns">The terminal's columns.</param>
    /// <param name="echo">What to send to the terminal.</param>
    public KeyEffect Press(char key, bool alone, int columns, out string echo)
    {
        echo = string.Empty;
        if (InSequence(key, alone))
        {
            return KeyEffect.Typed;
        }

        switch (key)
        {
            case '\r' or '\n':
                return KeyEffect.Entered;
            case '\u0004':
                return IsEmpty ? KeyEffect.Ended : KeyEffect.Typed;
            case '\b' or '\u007f':
                echo = CutTo(StringInfo.ParseCombiningCharacters(_text.ToString()).LastOrDefault(), columns);
                break;
            case '\u0015':
                echo = CutTo(0, columns);
                break;
            case '\u0017':
                echo = CutTo(LastWord(), columns);
                break;
            case '\t':
                echo = Add("    ");
                break;
            default:
                echo = Type(key);
                break;
        }

        return KeyEffect.Typed;
    }

    /// <summary>The line's text, which is empty then.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }

    // ESC [ parameters letter, ESC O letter, ESC letter: arrows, functions, Alt. None has a use here.
    private bool InSequence(char key, bool alone)
    {
        switch (_sequence)
        {
            case Sequence.Begun when key is '[':
                _sequence = Sequence.Parameters;
                return true;
            case Sequence.Begun when key is 'O':
                _sequence = Sequence.Last;
                return true;
            case Sequence.Parameters:
                _sequence = key is >= '@' and <= '~' ? Sequence.None : Sequence.Parameters;
                return true;
            case Sequence.Last:
                _sequence = Sequence.None;
                return true;
            default:
                bool withAlt = _sequence == Sequence.Begun && !alone;
                _sequence = key == Escape ? Sequence.Begun : Sequence.None;
                return key == Escape || withAlt;
        }
    }

    private string Type(char key)
    {
        char high = _high;
        _high = '\0';
        if (char.IsHighSurrogate(key))
        {
            _high = key;
            return string.Empty;
        }

        return char.IsLowSurrogate(key) ? (high == 0 ? string.Empty : Add($"{high}{key}"))
            : char.IsControl(key) ? string.Empty
            : Add(key.ToString());
    }

    private string Add(string typed)
    {
        if (_text.Length + typed.Length > longest)
        {
            return "\a";
        }

        string before = Shown;
        _text.Append(typed);
        // A mark belongs to the letter before it, and shows nothing without it.
        string after = Shown;
        return after.StartsWith(before, StringComparison.Ordinal) ? after[before.Length..] : CleanText.Line(typed);
    }

    private int LastWord()
    {
        int at = _text.Length;
        while (at > 0 && char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    // A backspace does not go up to the row above: then what is left is shown anew, below.
    private string CutTo(int length, int columns)
    {
        int before = Glyphs.Columns(Shown);
        _text.Length = length;
        string left = Shown;
        return before < columns ? string.Concat(Enumerable.Repeat("\b \b", before - Glyphs.Columns(left))) : "\n" + left;
    }
}
