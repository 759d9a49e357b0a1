using System.Drawing;
using System.Text;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Editing;

/// <summary>
/// Where one types: one to eight rows, as many as the text needs, and it scrolls within them. It has the focus all the time, so the program's keys pass
/// through it.
/// </summary>
internal sealed class InputLine : RowView
{
    private const int MostRows = 8;
    private const int PartOfScreen = 3;
    private EditRows? _broken;
    private int _top;
    private int _rows = 1;
    private int _goal = -1;
    private Span _hint;
    private Span _note;

    /// <summary>An empty one.</summary>
    public InputLine(Palette palette)
        : base(palette)
    {
        CanFocus = true;
        Buffer.Changed += Show;
    }

    /// <summary>Raised when <see cref="Rows"/> has another value.</summary>
    public event Action? RowsChanged;

    /// <summary>Raised with the text when it is submitted; the input is empty then.</summary>
    public event Action<string>? Submitted;

    /// <summary>Asked first about each key; true where it is taken.</summary>
    public Func<Key, bool>? Intercept { get; set; }

    /// <summary>Asked first about what is pasted; true where it is taken.</summary>
    public Func<string, bool>? InterceptPaste { get; set; }

    /// <summary>The text with its caret.</summary>
    public EditBuffer Buffer { get; } = new(new KillRing());

    /// <summary>The text.</summary>
    public new string Text => Buffer.Text;

    /// <summary>Where the caret is, in UTF-16 units.</summary>
    public int Caret => Buffer.Caret;

    /// <summary>True while what is typed is hidden.</summary>
    public bool IsSecret => Buffer.IsSecret;

    /// <summary>How many rows it wants to have: one to eight, and no more than a third of the screen.</summary>
    public int Rows => _rows;

    /// <summary>Where the caret is shown, in columns and rows of this view.</summary>
    public Point CaretCell
    {
        get
        {
            (int row, int column) = Broken.Find(Caret);
            return new Point(column, row - _top);
        }
    }

    /// <summary>The column at which a place in the text is shown.</summary>
    /// <param name="at">The place, in UTF-16 units.</param>
    public int ColumnOf(int at) => Broken.Find(at).Column;

    private EditRows Broken => _broken ??= new EditRows(Buffer.Text, TextWidth, Buffer.IsSecret);

    // One column is left for the caret behind a full row.
    private int TextWidth => Math.Max(1, Viewport.Width - 1 - (Viewport.Width > 3 * NoteColumns ? NoteColumns : 0));

    private int NoteColumns => _note.Text is { Length: > 0 } text ? Glyphs.Columns(text) + 1 : 0;

    /// <summary>Puts another text into the input, as a change that can be taken back.</summary>
    public void Put(string text, int? caret = null) => Buffer.Replace(text, caret);

    /// <summary>Begins anew with a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">True to hide what is typed and to keep nothing of it.</param>
    public void Load(string text, bool secret = false) => Buffer.Load(text, secret);

    /// <summary>Takes the text out and hands it on.</summary>
    public void Submit()
    {
        string text = Buffer.Text;
        Buffer.Load(string.Empty);
        Submitted?.Invoke(text);
    }

    /// <summary>Moves the caret a row up or down; its column is kept over shorter rows.</summary>
    /// <returns>False where there is no such row.</returns>
    public bool MoveRow(int by)
    {
        (int row, int column) = Broken.Find(Caret);
        if (row + by < 0 || row + by >= Broken.Count)
        {
            return false;
        }

        int goal = _goal < 0 ? column : _goal;
        Buffer.MoveTo(Broken.At(row + by, goal));
        _goal = goal;
        return true;
    }

    /// <summary>Shows a text in the place of what is not yet written.</summary>
    public void Hint(Span hint)
    {
        if (_hint != hint)
        {
            _hint = hint;
            SetNeedsDraw();
        }
    }

    /// <summary>Shows a text at the right of the lowest row; an empty one for none.</summary>
    public void Note(Span note)
    {
        if (_note != note)
        {
            _note = note;
            Arrange();
        }
    }

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        if (Intercept?.Invoke(key) == true)
        {
            return true;
        }

        if (!key.IsCtrl && !key.IsAlt && key.AsGrapheme is { Length: > 0 } typed && !Rune.IsControl(typed.EnumerateRunes().First()))
        {
            Buffer.Insert(typed);
            return true;
        }

        // Left alone, these would move the focus away or end the program.
        return key.NoCtrl.NoAlt.NoShift.KeyCode is KeyCode.Esc or KeyCode.Tab or KeyCode.CursorUp or KeyCode.CursorDown or KeyCode.CursorLeft or KeyCode.CursorRight
            || base.OnKeyDown(key);
    }

    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string text) => EditText.Normalize(text);

    /// <inheritdoc/>
    protected override bool OnPaste(string text) => InterceptPaste?.Invoke(text) == true || Buffer.Insert(text) || true;

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at)
        {
            Buffer.MoveTo(Broken.At(_top + at.Y, at.X));
            return true;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledUp) || mouse.Flags.HasFlag(MouseFlags.WheeledDown))
        {
            MoveRow(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -1 : 1);
            return true;
        }

        return base.OnMouseEvent(mouse);
    }

    /// <inheritdoc/>
    protected override void OnSubViewsLaidOut(LayoutEventArgs args)
    {
        base.OnSubViewsLaidOut(args);
        Arrange();
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        PlaceCursor();
        return base.OnDrawingContent(context);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        List<Span> spans = [.. _top + y < Broken.Count ? Broken.Spans(_top + y) : []];
        if (y == 0 && Buffer.Text.Length == 0 && _hint.Text is { Length: > 0 })
        {
            spans.Add(_hint with { Text = Glyphs.Cut(_hint.Text, TextWidth) });
        }

        if (y == Viewport.Height - 1 && NoteColumns > 0 && TextWidth < Viewport.Width - 1)
        {
            int free = Viewport.Width - spans.Sum(span => Glyphs.Columns(span.Text)) - Glyphs.Columns(_note.Text);
            spans.Add(new Span(new string(' ', Math.Max(0, free)), Ink.Normal));
            spans.Add(_note);
        }

        return spans;
    }

    private void Show()
    {
        _goal = -1;
        Arrange();
    }

    // Only the rows that the screen has room for are asked for; what is above or below them is reached by the caret.
    private void Arrange()
    {
        _broken = null;
        int most = Math.Clamp((SuperView?.Viewport.Height ?? 0) / PartOfScreen, 1, MostRows);
        int rows = Math.Clamp(Broken.Count, 1, most);
        int row = Broken.Find(Caret).Row;
        _top = Math.Clamp(_top, row - rows + 1, row);
        _top = Math.Clamp(_top, 0, Broken.Count - rows);
        SetNeedsDraw();
        PlaceCursor();
        if (rows != _rows)
        {
            _rows = rows;
            RowsChanged?.Invoke();
        }
    }

    private void PlaceCursor()
    {
        Point cell = CaretCell;
        bool seen = cell.Y >= 0 && cell.Y < Viewport.Height && cell.X < Viewport.Width;
        Cursor = new Cursor { Position = seen ? ViewportToScreen(cell) : null, Style = CursorStyle.Default };
    }
}
