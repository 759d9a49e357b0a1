namespace Chat.Client.Tui.Painting;

/// <summary>How a piece of text is drawn beside its ink.</summary>
[Flags]
internal enum Marks
{
    /// <summary>As the ink says.</summary>
    None = 0,

    /// <summary>Heavier.</summary>
    Bold = 1,

    /// <summary>Slanted, where the terminal can.</summary>
    Italic = 2,

    /// <summary>With a line below.</summary>
    Underline = 4,

    /// <summary>With a line through it.</summary>
    Strike = 8,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 16,
}

/// <summary>How a piece of text looks, and where it leads.</summary>
/// <param name="Ink">What it is.</param>
/// <param name="Marks">How it is drawn beside that.</param>
/// <param name="Link">An address that the terminal offers to open (OSC 8); null for none. Clean.</param>
internal readonly record struct Look(Ink Ink, Marks Marks = Marks.None, string? Link = null);

/// <summary>Text of one look. It is clean: no control character, nothing invisible.</summary>
internal readonly record struct Span(string Text, Look Look)
{
    /// <summary>Text in an ink.</summary>
    public Span(string text, Ink ink, Marks marks = Marks.None)
        : this(text, new Look(ink, marks))
    {
    }

    /// <summary>What it is.</summary>
    public Ink Ink => Look.Ink;
}
