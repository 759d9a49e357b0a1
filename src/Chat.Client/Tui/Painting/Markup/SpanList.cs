using Chat.Client.Attention;

namespace Chat.Client.Tui.Painting.Markup;

/// <summary>Collects the spans of a message, and marks words in its lines.</summary>
/// <param name="marked">The words; null for none.</param>
internal sealed class SpanList(Highlights? marked)
{
    private static readonly Span Break = new("\n", Ink.Normal);
    private readonly List<Span> _spans = [];
    private readonly List<Span> _line = [];

    /// <summary>True where there is nothing yet.</summary>
    public bool IsEmpty => _spans.Count == 0 && _line.Count == 0;

    /// <summary>Adds text, perhaps of several lines.</summary>
    public void Add(string text, Ink ink) => Add(text, new Look(ink));

    /// <summary>Adds text, perhaps of several lines.</summary>
    public void Add(string text, Look look)
    {
        string[] lines = text.Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            if (line > 0)
            {
                NewLine();
            }

            if (lines[line].Length > 0)
            {
                _line.Add(new Span(lines[line], look));
            }
        }
    }

    /// <summary>Begins another line.</summary>
    public void NewLine()
    {
        Flush();
        _spans.Add(Break);
    }

    /// <summary>The spans.</summary>
    public IReadOnlyList<Span> End()
    {
        Flush();
        return _spans;
    }

    private void Flush()
    {
        if (marked is null)
        {
            _spans.AddRange(_line);
        }
        else
        {
            Mark(string.Concat(_line.Select(span => span.Text)), marked);
        }

        _line.Clear();
    }

    private void Mark(string text, Highlights words)
    {
        using IEnumerator<Range> found = words.Find(text).GetEnumerator();
        bool isMore = found.MoveNext();
        int before = 0;
        foreach (Span span in _line)
        {
            int at = 0;
            while (isMore && found.Current.Start.Value < before + span.Text.Length)
            {
                int start = Math.Max(0, found.Current.Start.Value - before);
                int end = Math.Min(span.Text.Length, found.Current.End.Value - before);
                Put(span.Text[at..start], span.Look);
                Put(span.Text[start..end], span.Look with { Ink = Ink.Mention });
                at = end;
                if (found.Current.End.Value > before + span.Text.Length)
                {
                    break;
                }

                isMore = found.MoveNext();
            }

            Put(span.Text[at..], span.Look);
            before += span.Text.Length;
        }
    }

    private void Put(string text, Look look)
    {
        if (text.Length > 0)
        {
            _spans.Add(new Span(text, look));
        }
    }
}
