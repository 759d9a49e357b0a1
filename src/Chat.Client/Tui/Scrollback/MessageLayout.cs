using System.Globalization;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Breaks the entries of a timeline into rows of a given width. Knows no screen.</summary>
/// <param name="zone">In which times are told.</param>
internal sealed class MessageLayout(TimeZoneInfo zone)
{
    private const int TimeColumns = 6;
    private const int NarrowIndent = 2;
    private const int Narrow = 30;

    /// <summary>How the text of messages is shown.</summary>
    public TextOptions Text { get; set; } = new();

    /// <summary>The zone in which times are told.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The rows of an entry, at least one; none is wider than the width.</summary>
    /// <param name="item">The entry.</param>
    /// <param name="width">Columns.</param>
    /// <param name="sought">What to mark in messages; null for nothing.</param>
    public List<IReadOnlyList<Span>> Rows(TimelineItem item, int width, SoughtText? sought = null)
    {
        int indent = width < Narrow ? Math.Min(NarrowIndent, Math.Max(0, width - 2)) : TimeColumns;
        return RowWrap.Wrap(Spans(item, indent, Math.Max(1, width), sought), Math.Max(1, width), indent);
    }

    /// <summary>Always the same ink for a name, in any case.</summary>
    public static Ink NickInk(string user) => Painting.NickInk.Of(user);

    private List<Span> Spans(TimelineItem item, int indent, int width, SoughtText? sought) => item switch
    {
        TimelineItem.Said { IsRaw: true, Message: { } m } =>
            [Time(m.At), new Span($"{CleanText.Line(m.From)}{(m.Kind is null ? string.Empty : $" ({CleanText.Line(m.Kind)})")}: ", Ink.Dim), .. MessageText.Raw(m.Text, Ink.Normal)],
        TimelineItem.Said { Message: { } m } said => [Time(m.At), .. Speech(m.From, m.Text, m.Kind, said.IsOwn ? Ink.Self : NickInk(m.From), Ink.Normal, sought)],
        TimelineItem.Sending { Send: { } send } sending =>
            [Time(send.QueuedAt), .. Speech(sending.Self, send.Text, send.Kind, Ink.Self, Ink.Dim, null), new Span($"  ({sending.State})", send.Status == SendStatus.Failed ? Ink.Failed : Ink.Dim)],
        TimelineItem.Told { Notice: { } notice } =>
            [Time(notice.At), new Span($"* {notice.Text}", notice.IsError ? Ink.Error : Ink.Notice), .. notice.Details.Select(line => new Span("\n" + line, Ink.Notice))],
        TimelineItem.Folded folded => [Time(folded.Last.At), new Span($"* {folded.Text}", Ink.Notice)],
        TimelineItem.Mark { Kind: MarkKind.Read } mark => [Rule(mark.Text, indent, width, Ink.ReadLine)],
        TimelineItem.Mark { Kind: MarkKind.Day } mark => [Rule(mark.Text, indent, width, Ink.DayLine)],
        TimelineItem.Mark mark => [new Span(Lead(indent) + mark.Text, mark.Kind == MarkKind.TopError ? Ink.Error : mark.Kind == MarkKind.Gap ? Ink.Gap : Ink.Dim)],
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "Not an entry of a timeline."),
    };

    private IEnumerable<Span> Speech(string from, string text, string? kind, Ink name, Ink said, SoughtText? sought)
    {
        string author = CleanText.Line(from);
        IReadOnlyList<Span> body = MessageText.Spans(text, said, Text);
        body = sought?.Mark(body) ?? body;
        return [new Span(kind == MessageKind.Action ? $"* {author} " : $"{author}: ", name), .. body];
    }

    // A line from edge to edge, so that it is seen when one scrolls past.
    private static Span Rule(string text, int indent, int width, Ink ink)
    {
        string line = $"{Lead(indent)}{text} ";
        return new Span(line + new string('─', Math.Max(0, width - Glyphs.Columns(line))), ink);
    }

    private static string Lead(int indent) => new string('─', Math.Max(1, indent - 1)) + " ";

    private Span Time(DateTimeOffset at) => new(TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm ", CultureInfo.InvariantCulture), Ink.Dim);
}
