using System.Drawing;
using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Moving;

/// <summary>Goes to rooms and people and does commands by a few letters of their names. A whole command with its arguments can be typed, too.</summary>
/// <param name="palette">The colours.</param>
/// <param name="entries">What there is.</param>
/// <param name="done">Takes what was chosen, as a line: a room's or person's name, or a command.</param>
internal sealed class Switcher(Palette palette, IReadOnlyList<SwitchEntry> entries, Action<string> done) : Overlay(palette)
{
    private const int MostColumns = 64;
    private const int MostRows = 16;
    private const int WheelRows = 3;
    private const string Prompt = " Go to: ";
    private readonly QueryLine _query = new();
    private List<SwitchMatch> _found = SwitchEntries.Find(string.Empty, entries);
    private string? _line;
    private int _chosen;
    private int _top;

    private int ListRows => Math.Max(1, Viewport.Height - 1);

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        if (key == Key.Enter)
        {
            Choose();
        }
        else if (key == Key.CursorDown || key == Key.Tab || key == Key.N.WithCtrl || key == Key.K.WithCtrl)
        {
            Move(1);
        }
        else if (key == Key.CursorUp || key == Key.Tab.WithShift || key == Key.P.WithCtrl)
        {
            Move(-1);
        }
        else if (key == Key.PageDown || key == Key.PageUp)
        {
            Move(key == Key.PageDown ? ListRows : -ListRows);
        }
        else if (_query.Press(key))
        {
            Find();
        }
        else
        {
            return false;
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    public override void Closed()
    {
        if (_line is { } line)
        {
            done(line);
        }
    }

    /// <inheritdoc/>
    protected override Rectangle Place(Size window)
    {
        int width = Math.Min(MostColumns, window.Width);
        int height = Math.Min(MostRows + 1, AboveFoot(window).Height);
        return new Rectangle((window.Width - width) / 2, Math.Min(1, window.Height - height), width, height);
    }

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        _query.Insert(text);
        Find();
        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.IsWheel)
        {
            Move(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -WheelRows : WheelRows);
            SetNeedsDraw();
        }
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { Y: > 0 } at && _top + at.Y - 1 < _found.Count)
        {
            _chosen = _top + at.Y - 1;
            Choose();
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        int width = Viewport.Width;
        if (y == 0)
        {
            string prompt = Glyphs.Cut(Prompt, width);
            return [new Span(prompt, new Look(Ink.Popup, Marks.Bold)), .. _query.Spans(Math.Max(1, width - prompt.Length), Ink.Popup)];
        }

        _top = Math.Clamp(_top, Math.Max(0, _chosen - ListRows + 1), Math.Max(0, _chosen));
        int index = _top + y - 1;
        if (index >= _found.Count)
        {
            return y == 1 ? [new Span(Glyphs.Cut(" nothing is called so; Enter does nothing", width), Ink.PopupHint)] : [];
        }

        return Line(_found[index], index == _chosen, width);
    }

    private static List<Span> Line(SwitchMatch found, bool chosen, int width)
    {
        Ink ink = chosen ? Ink.Selected : Ink.Popup;
        string name = CleanText.Line(found.Entry.Name);
        var hit = found.Match.At.ToHashSet();
        List<Span> spans = [new Span(" ", ink)];
        int at = 0;
        foreach (string grapheme in Glyphs.Graphemes(name))
        {
            bool marked = Enumerable.Range(at, grapheme.Length).Any(hit.Contains);
            spans.Add(new Span(grapheme, new Look(ink, marked ? Marks.Bold | Marks.Underline : Marks.None)));
            at += grapheme.Length;
        }

        int free = width - Glyphs.Columns(name) - 2;
        string hint = free < 4 ? string.Empty : Glyphs.Cut(found.Entry.Hint, free - 2);
        spans.Add(new Span(new string(' ', Math.Max(0, free - Glyphs.Columns(hint))), ink));
        spans.Add(new Span(hint + " ", chosen ? ink : Ink.PopupHint));
        return spans;
    }

    private void Find()
    {
        _found = SwitchEntries.Find(_query.Text.TrimStart().StartsWith('/') ? _query.Text.Trim().Split(' ')[0] : _query.Text, entries);
        (_chosen, _top) = (0, 0);
    }

    private void Move(int by) => _chosen = Math.Clamp(_chosen + by, 0, Math.Max(0, _found.Count - 1));

    // A command that wants arguments is completed first; then they are typed behind it.
    private void Choose()
    {
        string typed = _query.Text.Trim();
        if (typed.StartsWith('/') && typed.Contains(' ', StringComparison.Ordinal))
        {
            _line = typed;
        }
        else if (_chosen < _found.Count)
        {
            string name = _found[_chosen].Entry.Name;
            if (CommandTable.Find(name) is { } command && name.StartsWith('/') && command.Read(string.Empty) is null)
            {
                _query.Put($"{name} ");
                Find();
                return;
            }

            _line = name;
        }
        else
        {
            return;
        }

        Close();
    }
}
