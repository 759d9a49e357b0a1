using System.Text;
using Chat.Client.Text;
using Chat.Client.Text.Emoji;

namespace Chat.Client.Tui.Painting.Markup;

/// <summary>The markup within one line. Marks that have no counterpart stay as they were typed.</summary>
/// <param name="line">The clean line.</param>
/// <param name="ink">The ink of plain text.</param>
/// <param name="options">How it is shown.</param>
internal sealed class InlineText(string line, Ink ink, TextOptions options)
{
    private const int LongestName = 40;
    private readonly LinePlaces _places = new(line);
    private readonly List<Token> _tokens = [];
    private readonly EmphasisPairs _emphasis = new(line);

    /// <summary>Adds the line's spans.</summary>
    public void AddTo(SpanList spans)
    {
        for (int at = 0; at < line.Length;)
        {
            int end = line[at] switch
            {
                '`' => Code(at),
                '[' => Named(at),
                ':' => Emoji(at),
                '@' => Mention(at),
                'h' or 'H' or 'm' or 'M' => Address(at),
                '*' or '_' or '~' => Emphasis(at),
                _ => at + 1,
            };
            at = end;
        }

        Write(spans);
    }

    private void Write(SpanList spans)
    {
        Span<int> depth = stackalloc int[EmphasisPairs.Kinds];
        int at = 0;
        foreach (Token token in _tokens)
        {
            int kind = token.Emphasis is { } place ? _emphasis.Turn(place) : 0;
            if (token.Emphasis is not null && kind == 0)
            {
                continue;
            }

            Marks marks = EmphasisPairs.MarksOf(depth);
            spans.Add(line[at..token.Start], new Look(ink, marks));
            if (token.Emphasis is not null)
            {
                depth[Math.Abs(kind) - 1] += Math.Sign(kind);
            }

            foreach (Span piece in token.Pieces)
            {
                spans.Add(piece.Text, piece.Look with { Marks = piece.Look.Marks | marks });
            }

            at = token.End;
        }

        spans.Add(line[at..], new Look(ink, EmphasisPairs.MarksOf(depth)));
    }

    private int Code(int at)
    {
        int run = _places.RunOf(at);
        int closing = _places.NextTicks(at);
        if (closing == 0 || string.IsNullOrWhiteSpace(line[(at + run)..closing]))
        {
            return at + run;
        }

        string code = line[(at + run)..closing];
        // The blanks that keep a backtick of the code away from those around it.
        code = code.Length > 2 && code[0] == ' ' && code[^1] == ' ' ? code[1..^1] : code;
        return Put(at, closing + run, new Span(code, Ink.Code));
    }

    private int Named(int at)
    {
        int closing = _places.ClosingOf(at);
        if (closing <= at + 1 || closing + 1 >= line.Length || line[closing + 1] != '(')
        {
            return at + 1;
        }

        int end = _places.ClosingOf(closing + 1);
        if (end == 0 || end - closing > Links.MaxLength || _places.HasBlank(closing + 2, end) || Links.Clean(line[(closing + 2)..end]) is not { } link)
        {
            return at + 1;
        }

        string name = line[(at + 1)..closing];
        string address = line[(closing + 2)..end];
        // Whoever names a link could name another address: the true one is always seen.
        return name == address
            ? Put(at, end + 1, new Span(address, new Look(Ink.Link, Marks.None, link)))
            : Put(at, end + 1, new Span(name, new Look(Ink.Link, Marks.None, link)), new Span($" ({link})", new Look(Ink.Dim, Marks.None, link)));
    }

    private int Address(int at)
    {
        if (IsWord(at - 1) || !Links.BeginAt(line, at))
        {
            return at + 1;
        }

        (int end, int word) = Links.EndsOf(line, at);
        string address = line[at..end];
        return Links.Clean(address) is { } link ? Put(at, end, new Span(address, new Look(Ink.Link, Marks.None, link))) : word;
    }

    private int Emoji(int at)
    {
        int end = at + 1;
        while (end < line.Length && end - at <= EmojiNames.LongestName && (char.IsAsciiLetterLower(line[end]) || char.IsAsciiDigit(line[end]) || line[end] is '_' or '+' or '-'))
        {
            end++;
        }

        bool isName = options.Emoji != EmojiLevel.Off && end > at + 1 && end < line.Length && line[end] == ':' && !IsWord(at - 1) && !IsWord(end + 1);
        if (!isName || EmojiNames.GitHub.Of(line[(at + 1)..end]) is not { } emoji)
        {
            return at + 1;
        }

        string shown = CleanText.Block(emoji, options.Emoji == EmojiLevel.Full);
        return shown.Contains('\uFFFD', StringComparison.Ordinal) ? end : Put(at, end + 1, new Span(shown, ink));
    }

    private int Mention(int at)
    {
        int end = at + 1;
        while (end < line.Length && end - at <= LongestName && (IsWord(end) || line[end] is '-' or '.'))
        {
            end++;
        }

        if (end < line.Length && char.IsSurrogatePair(line, end - 1))
        {
            end--;
        }

        while (line[end - 1] is '-' or '.')
        {
            end--;
        }

        return end > at + 1 && !IsWord(at - 1) ? Put(at, end, new Span(line[at..end], Ink.MentionOther)) : at + 1;
    }

    private int Emphasis(int at)
    {
        int run = _places.RunOf(at);
        if (_emphasis.Add(at, run) is { } place)
        {
            _tokens.Add(new Token(at, at + run, [], place));
        }

        return at + run;
    }

    private int Put(int start, int end, params Span[] pieces)
    {
        _tokens.Add(new Token(start, end, pieces, null));
        return end;
    }

    private bool IsWord(int at) => at >= 0 && at < line.Length && (char.IsLetterOrDigit(line[at]) || line[at] == '_' || char.IsSurrogate(line[at]) && IsLetter(at));

    private bool IsLetter(int at) => Rune.TryGetRuneAt(line, char.IsLowSurrogate(line[at]) ? at - 1 : at, out Rune rune) && Rune.IsLetterOrDigit(rune);

    private readonly record struct Token(int Start, int End, Span[] Pieces, int? Emphasis);
}
