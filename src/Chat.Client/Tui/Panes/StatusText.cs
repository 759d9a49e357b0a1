using System.Globalization;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>What the upper bar is to say beside the room.</summary>
/// <param name="Below">New messages below the screen; null where the newest line is on it.</param>
/// <param name="NewestKey">The key that leads there.</param>
/// <param name="Notes">Short words of other parts.</param>
/// <param name="WithPeople">True to say how many people there are: nothing else on the screen does.</param>
internal sealed record HeaderNews(long? Below, string NewestKey, IReadOnlyList<string> Notes, bool WithPeople);

/// <summary>What the lower bar is to say beside the connection.</summary>
/// <param name="Server">The server as people write it.</param>
/// <param name="Retry">The key that connects at once.</param>
/// <param name="Hint">What keys to try first.</param>
internal sealed record FooterNews(string Server, string Retry, string Hint);

/// <summary>The bars above and below the chat, in words.</summary>
internal static class StatusText
{
    private const int MostNamed = 2;

    /// <summary>The upper bar: the first span is the room, the second what lies below the screen, the last the topic.</summary>
    public static IReadOnlyList<Span> Header(ChatState state, string? current, HeaderNews news)
    {
        RoomView? room = current is null ? null : state.Rooms.GetValueOrDefault(current);
        string name = current is null ? "no room; /join one, or see /rooms" : CleanText.Line(current);
        string people = news.WithPeople && room is { IsPrivate: false, Counts: { } counts } ? Text($" ({counts.Members})")
            : news.WithPeople && room is { IsPrivate: false, Members.Count: > 0 } ? Text($" ({room.Members.Count}{(room.MembersComplete ? "" : "+")})")
            : string.Empty;
        string notes = string.Concat(news.Notes.Select(note => $" [{note}]"));
        string key = news.NewestKey.Length == 0 ? string.Empty : $": {news.NewestKey}";
        string below = news.Below switch
        {
            null => string.Empty,
            0 => $" [newer lines below{key}]",
            { } count => Text($" [{count} new below{key}]"),
        };
        string topic = string.IsNullOrEmpty(room?.Topic) ? string.Empty : $": {CleanText.Line(room.Topic)}";
        return [new Span($" {name}{people}{notes}", Ink.Bar), new Span(below, new Look(Ink.Bar, Marks.Bold)), new Span(topic, Ink.Bar)];
    }

    /// <summary>The lower bar: how the client stands to the server comes first and whole; then who one is where, who is typing, and a hint, as far as there is room.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="current">The room that is shown.</param>
    /// <param name="news">What else to say.</param>
    /// <param name="now">The time in the zone in which times are told.</param>
    /// <param name="width">Columns of the bar.</param>
    public static IReadOnlyList<Span> Footer(ChatState state, string? current, FooterNews news, DateTimeOffset now, int width)
    {
        (string connection, Ink ink) = ConnectionText.Of(state, now, news.Retry);
        string left = Glyphs.Cut($" {connection} ", width);
        int free = width - Glyphs.Columns(left);
        string place = OwnPlaceText.Note(state, current is null ? null : state.Rooms.GetValueOrDefault(current), now) is { } note ? $" ({note})" : string.Empty;
        string self = $"  {CleanText.Line(state.Self)}{(state.Away is null ? "" : " (away)")}{place}";
        string server = $"  {news.Server}";
        string typing = Typing(current is null ? null : state.Rooms.GetValueOrDefault(current));
        string who = Fits(server + self) ? server + self : Fits(self) ? self : string.Empty;
        free -= Glyphs.Columns(who);
        string told = typing.Length == 0 ? Hint(news.Hint, free) : Glyphs.Cut(typing, Math.Max(0, free - 1));
        string gap = new(' ', Math.Max(0, free - Glyphs.Columns(told)));
        return [new Span(left, ink), new Span(who, Ink.Bar), new Span(gap + told, Ink.Bar)];

        bool Fits(string who) => Glyphs.Columns(who) + Glyphs.Columns(typing) < free;
    }

    /// <summary>Who is typing in a room; empty where nobody is.</summary>
    internal static string Typing(RoomView? room)
    {
        string[] names = [.. room?.Typing.Keys.Take(MostNamed + 1).Select(CleanText.Line) ?? []];
        return names.Length switch
        {
            0 => string.Empty,
            1 => $"{names[0]} is typing ",
            MostNamed => $"{names[0]} and {names[1]} are typing ",
            _ => "several people are typing ",
        };
    }

    // As many keys as there is room for, the first ones first.
    private static string Hint(string hint, int free)
    {
        while (hint.Length > 0 && hint.Length >= free)
        {
            int end = hint.TrimEnd().LastIndexOf("  ", StringComparison.Ordinal);
            hint = hint[..(end + 1)];
        }

        return hint;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
