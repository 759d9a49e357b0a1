using System.Text;

namespace Chat.Client.Tui.Editing;

/// <summary>
/// Text being written, with a caret that never stands within a grapheme. Knows no screen. What was cut goes to the <see cref="KillRing"/>; every change can
/// be taken back.
/// </summary>
/// <param name="ring">Where cut text goes to.</param>
internal sealed partial class EditBuffer(KillRing ring)
{
    private string _text = string.Empty;
    private List<int>? _borders;
    private int _caret;
    private Deed _last;

    private enum Deed
    {
        Other,
        Typed,
        Erased,
        Cut,
        Yanked,
    }

    /// <summary>Raised after the text or the caret changed.</summary>
    public event Action? Changed;

    /// <summary>The text. Line breaks are <c>\n</c>.</summary>
    public string Text => _text;

    /// <summary>Where the caret stands, in UTF-16 units.</summary>
    public int Caret => _caret;

    /// <summary>True while the text is a secret: nothing of it is kept to be taken back or yanked.</summary>
    public bool IsSecret { get; private set; }

    private List<int> Borders => _borders ??= EditText.Borders(_text);

    /// <summary>Begins anew with a text; there is nothing to take back.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">True where nothing of it may be kept.</param>
    public void Load(string text, bool secret = false)
    {
        (IsSecret, _last) = (secret, Deed.Other);
        ForgetSteps();
        Become(Fitting(EditText.Normalize(text), EditText.MaxLength), int.MaxValue);
    }

    /// <summary>Puts another text in the place of the whole one; it can be taken back.</summary>
    /// <param name="text">The text.</param>
    /// <param name="caret">Where the caret is then; null for the end.</param>
    public void Replace(string text, int? caret = null)
    {
        Keep(Deed.Other);
        Become(Fitting(EditText.Normalize(text), EditText.MaxLength), caret ?? int.MaxValue);
    }

    /// <summary>Writes at the caret. What does not fit into the editor is left out.</summary>
    /// <returns>False where something was left out.</returns>
    public bool Insert(string text)
    {
        string normal = EditText.Normalize(text);
        string fitting = Fitting(normal, EditText.MaxLength - _text.Length);
        if (fitting.Length > 0)
        {
            // A word is taken back at once, not letter by letter.
            bool goesOn = _last == Deed.Typed && fitting.Length <= 2 && !char.IsWhiteSpace(fitting[0]);
            Keep(Deed.Typed, goesOn);
            Become(_text.Insert(_caret, fitting), _caret + fitting.Length);
        }

        return fitting.Length == normal.Length;
    }

    /// <summary>Removes the grapheme before the caret.</summary>
    public void EraseBack() => Erase(Border(-1), _caret);

    /// <summary>Removes the grapheme behind the caret.</summary>
    public void EraseNext() => Erase(_caret, Border(1));

    /// <summary>Moves the caret by so many graphemes.</summary>
    public void Move(int graphemes) => MoveTo(Border(graphemes));

    /// <summary>Moves the caret to a place; within a grapheme it goes behind that.</summary>
    public void MoveTo(int at)
    {
        _last = Deed.Other;
        Become(_text, at);
    }

    /// <summary>To the beginning of the line the caret is in.</summary>
    public void MoveToLineStart() => MoveTo(LineStart);

    /// <summary>To the end of the line the caret is in.</summary>
    public void MoveToLineEnd() => MoveTo(LineEnd);

    /// <summary>To the beginning of the word before.</summary>
    public void MoveToWordStart() => MoveTo(EditText.WordStart(_text, _caret));

    /// <summary>To the end of the word behind.</summary>
    public void MoveToWordEnd() => MoveTo(EditText.WordEnd(_text, _caret));

    /// <summary>Exchanges the graphemes on both sides of the caret, at the end of a line the last two, and goes behind them.</summary>
    public void Transpose()
    {
        int behind = Borders.BinarySearch(_caret);
        behind += _caret == LineEnd ? 0 : 1;
        if (behind < 2 || Borders[behind - 2] < LineStart)
        {
            return;
        }

        (int first, int second, int end) = (Borders[behind - 2], Borders[behind - 1], Borders[behind]);
        Keep(Deed.Other);
        Become(string.Concat(_text.AsSpan(0, first), _text.AsSpan(second, end - second), _text.AsSpan(first, second - first), _text.AsSpan(end)), end);
    }

    private int LineStart => _caret == 0 ? 0 : _text.LastIndexOf('\n', _caret - 1) + 1;

    private int LineEnd => _text.IndexOf('\n', _caret) is >= 0 and var at ? at : _text.Length;

    private int Border(int graphemes) => Borders[Math.Clamp(Borders.BinarySearch(_caret) + graphemes, 0, Borders.Count - 1)];

    private void Erase(int from, int to)
    {
        if (to > from)
        {
            Keep(Deed.Erased, goesOn: _last == Deed.Erased);
            Become(_text.Remove(from, to - from), from);
        }
    }

    private void Become(string text, int caret)
    {
        if (!ReferenceEquals(text, _text))
        {
            (_text, _borders) = (text, null);
        }

        int border = Borders.BinarySearch(Math.Clamp(caret, 0, text.Length));
        _caret = Borders[border < 0 ? ~border : border];
        Changed?.Invoke();
    }

    private static string Fitting(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = 0;
        for (int next = 0; next <= most; next = EditText.Next(text, next))
        {
            end = next;
        }

        return text[..end];
    }
}
