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

    /// <summary>The rows of an entry, at least one; none is wider than the width.</summary>
    public List<IReadOnlyList<Span>> Rows(TimelineItem item, int width)
    {
        int indent = width < Narrow ? Math.Min(NarrowIndent, Math.Max(0, width - 2)) : TimeColumns;
        return RowWrap.Wrap(Spans(item, indent), Math.Max(1, width), indent);
    }

    /// <summary>Always the same ink for a name, in any case.</summary>
    public static Ink NickInk(string user) => Painting.NickInk.Of(user);

    private List<Span> Spans(TimelineItem item, int indent) => item switch
    {
        TimelineItem.Said { Message: { } m } said => [Time(m.At), .. Speech(m.From, m.Text, m.Kind, said.IsOwn ? Ink.Self : NickInk(m.From), Ink.Normal)],
        TimelineItem.Sending { Send: { Status: SendStatus.Failed } send } sending =>
            [Time(send.QueuedAt), .. Speech(sending.Self, send.Text, send.Kind, Ink.Self, Ink.Dim), new Span($"  (not sent: {CleanText.Line(send.ErrorMessage)})", Ink.Error)],
        TimelineItem.Sending { Send: { } send } sending =>
            [Time(send.QueuedAt), .. Speech(sending.Self, send.Text, send.Kind, Ink.Self, Ink.Dim), new Span("  (sending)", Ink.Dim)],
        TimelineItem.Told { Notice: { } notice } =>
            [Time(notice.At), new Span($"* {notice.Text}", notice.IsError ? Ink.Error : Ink.Notice), .. notice.Details.Select(line => new Span("\n" + line, Ink.Notice))],
        TimelineItem.Mark mark => [new Span(new string('─', Math.Max(1, indent - 1)) + " " + mark.Text, Ink.Dim)],
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "Not an entry of a timeline."),
    };

    private IEnumerable<Span> Speech(string from, string text, string? kind, Ink name, Ink said)
    {
        string author = CleanText.Line(from);
        IReadOnlyList<Span> body = MessageText.Spans(text, said, Text);
        return kind == MessageKind.Action
            ? [new Span($"* {author} ", name), .. body]
            : [new Span($"{author}: ", name), .. body];
    }

    private Span Time(DateTimeOffset at) => new(TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm ", CultureInfo.InvariantCulture), Ink.Dim);
}
