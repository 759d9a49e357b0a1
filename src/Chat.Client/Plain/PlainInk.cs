namespace Chat.Client.Plain;

/// <summary>The colours of plain mode: those of the terminal's own palette that show on dark and on light. Each ends where it began, on one line.</summary>
internal sealed class PlainInk
{
    private const string Bold = "1";
    private const string Faint = "2";
    private const string Cyan = "36";
    private static readonly string[] Names = ["31", "32", "33", "35", "36", "91", "92", "95"];
    private readonly bool _colours;

    private PlainInk(bool colours) => _colours = colours;

    /// <summary>No colours: the text as it is.</summary>
    public static PlainInk None { get; } = new(colours: false);

    /// <summary>Colours, because the user asked for them.</summary>
    public static PlainInk Colours { get; } = new(colours: true);

    /// <summary>What one may skip: times, joins and leaves.</summary>
    public string Aside(string text) => Put(Faint, text);

    /// <summary>What the program says.</summary>
    public string Answer(string text) => Put(Cyan, text);

    /// <summary>What sets a message apart: another room, private.</summary>
    public string Mark(string text) => Put(Bold, text);

    /// <summary>A person's name, always in the same colour.</summary>
    public string Name(string name) => Put(Names[(int)(Hash(name) % (uint)Names.Length)], name);

    private string Put(string style, string text) => _colours ? $"\u001b[{style}m{text}\u001b[0m" : text;

    // FNV-1a: the same in every run, which string.GetHashCode is not.
    private static uint Hash(string name) => name.ToUpperInvariant().Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
