using System.Drawing;
using System.Globalization;
using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Chat.Protocol.Frames;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Searching;

/// <summary>The search as people see it: a line to edit, and below it what was found, two rows each.</summary>
internal sealed class SearchOverlay : Overlay
{
    private const int HeadRows = 2;
    private const int RowsPerHit = 2;
    private const string Prompt = " Search: ";
    private readonly SearchResults _results;
    private readonly TimeZoneInfo _zone;
    private readonly Func<string?> _room;
    private readonly SearchPlace _place;

    /// <summary>A search as it was left.</summary>
    /// <param name="palette">The colours.</param>
    /// <param name="results">What is found.</param>
    /// <param name="place">What was typed and chosen.</param>
    /// <param name="zone">In which times are told.</param>
    /// <param name="room">The current room, for <c>before:</c>.</param>
    public SearchOverlay(Palette palette, SearchResults results, SearchPlace place, TimeZoneInfo zone, Func<string?> room)
        : base(palette)
    {
        (_results, _place, _zone, _room) = (results, place, zone, room);
        results.Changed += SetNeedsDraw;
    }

    /// <summary>Raised with a message that is to be shown among those around it.</summary>
    public event Action<FoundMessage>? Chosen;

    /// <inheritdoc/>
    protected override Ink Ground => Ink.Normal;

    private int Hits => Math.Max(1, (Viewport.Height - HeadRows) / RowsPerHit);

    /// <summary>Searches for a line.</summary>
    public void Search(SearchLine line)
    {
        SearchLine asked = line is { Before: not null, Room: null } ? line with { Room = _room() } : line;
        _place.Query.Put(asked.Written());
        (_place.Chosen, _place.Top, _place.Problem) = (0, 0, string.Empty);
        _results.Search(asked);
    }

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        int? by = key == Key.CursorUp ? -1 : key == Key.CursorDown ? 1 : key == Key.PageUp ? -Hits : key == Key.PageDown ? Hits : null;
        if (by is { } step)
        {
            Move(step);
        }
        else if (key == Key.Enter)
        {
            Enter();
        }
        else if (!_place.Query.Press(key))
        {
            return false;
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    public override void Closed() => _results.Changed -= SetNeedsDraw;

    /// <inheritdoc/>
    protected override Rectangle Place(Size window) => AboveFoot(window);

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        _place.Query.Insert(text);
        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.IsWheel)
        {
            Move(mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -1 : 1);
            SetNeedsDraw();
        }
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { Y: >= HeadRows } at && Index(at.Y) is var index && index < _results.Found.Count)
        {
            _place.Chosen = index;
            Chosen?.Invoke(_results.Found[index]);
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
            return [new Span(prompt, new Look(Ink.Bar, Marks.Bold)), .. _place.Query.Spans(Math.Max(1, width - prompt.Length), Ink.Normal)];
        }

        if (y == 1)
        {
            (string state, Ink stateInk) = State();
            return [new Span(Glyphs.Cut($" {state}", width), stateInk)];
        }

        _place.Top = Math.Clamp(_place.Top, Math.Max(0, _place.Chosen - Hits + 1), _place.Chosen);
        int index = Index(y);
        if (index >= _results.Found.Count)
        {
            return [];
        }

        FoundMessage found = _results.Found[index];
        Ink ink = index == _place.Chosen ? Ink.Selected : Ink.Normal;
        return (y - HeadRows) % RowsPerHit == 0 ? [new Span(Titles.Of(Head(found), string.Empty, width), index == _place.Chosen ? ink : Ink.Dim)] : Snippet(found, ink, width);
    }

    private int Index(int y) => _place.Top + ((y - HeadRows) / RowsPerHit);

    private string Head(FoundMessage found) =>
        $"{CleanText.Line(found.Room)}  {CleanText.Line(found.From)}  {TimeZoneInfo.ConvertTime(found.At, _zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";

    private List<Span> Snippet(FoundMessage found, Ink ink, int width)
    {
        const int indent = 3;
        IReadOnlyList<Span> text = SearchSnippet.Of(found.Text, _results.Line?.Terms() ?? [], Math.Max(1, width - indent), ink);
        int free = width - indent - text.Sum(span => Glyphs.Columns(span.Text));
        return [new Span(new string(' ', indent), ink), .. text, new Span(new string(' ', Math.Max(0, free)), ink)];
    }

    private (string Text, Ink Ink) State()
    {
        int count = _results.Found.Count;
        string found = string.Create(CultureInfo.InvariantCulture, $"{count}{(_results.HasMore ? "+" : "")} {(count == 1 && !_results.HasMore ? "message" : "messages")}, newest first");
        return _place.Problem.Length > 0 ? (_place.Problem, Ink.Error)
            : _results.Problem is { } problem ? ($"not found out: {problem}; Enter tries again", Ink.Error)
            : _results.IsLoading ? (count == 0 ? "searching" : $"{found}; more are coming", Ink.Dim)
            : _results.Line is null ? ("words, \"words side by side\", begin*, from:bob, in:python; Enter searches", Ink.Dim)
            : count == 0 ? (_results.Line.Room is { } room ? $"nothing found in {CleanText.Line(room)}" : "nothing found in your rooms", Ink.Dim)
            : ($"{found}; Enter shows one in its place", Ink.Dim);
    }

    private void Move(int by)
    {
        _place.Chosen = Math.Clamp(_place.Chosen + by, 0, Math.Max(0, _results.Found.Count - 1));
        if (_place.Chosen + Hits >= _results.Found.Count)
        {
            _results.More();
        }
    }

    private void Enter()
    {
        SearchLine? typed = SearchLine.Read(_place.Query.Text);
        if (typed is null)
        {
            _place.Problem = "write words to find, and perhaps from:bob or in:python";
        }
        else if (_results.Line?.Written() != typed.Written() || (_results.Problem is not null && _results.Found.Count == 0))
        {
            Search(typed);
        }
        else if (_results.Problem is not null)
        {
            _results.More();
        }
        else if (_place.Chosen < _results.Found.Count)
        {
            Chosen?.Invoke(_results.Found[_place.Chosen]);
        }
    }
}
