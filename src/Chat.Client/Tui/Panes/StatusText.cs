using System.Globalization;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The bars above and below the chat, in words.</summary>
internal static class StatusText
{
    private const string Hint = "F1 help  Ctrl+Q quit ";

    /// <summary>The upper bar: the room, its topic, and whether newer lines lie below the screen.</summary>
    public static IReadOnlyList<Span> Header(ChatState state, string? current, bool atBottom)
    {
        RoomView? room = current is null ? null : state.Rooms.GetValueOrDefault(current);
        string topic = string.IsNullOrEmpty(room?.Topic) ? string.Empty : $": {CleanText.Line(room.Topic)}";
        string more = atBottom ? string.Empty : " [newer lines below: PageDown]";
        return [new Span($" {(current is null ? "no room; /join one, or see /rooms" : CleanText.Line(current))}{more}{topic}", Ink.Bar)];
    }

    /// <summary>The lower bar: how the client stands to the server, and who one is there.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="server">The server as people write it.</param>
    /// <param name="now">The time in the zone in which times are told.</param>
    /// <param name="width">Columns of the bar.</param>
    public static IReadOnlyList<Span> Footer(ChatState state, string server, DateTimeOffset now, int width)
    {
        string away = state.Away is null ? string.Empty : " (away)";
        (string connection, Ink ink) = Connection(state.Connection, now);
        string left = $" {connection} ";
        string right = $"  {server}  {CleanText.Line(state.Self)}{away}";
        int free = width - Glyphs.Columns(left) - Glyphs.Columns(right) - Hint.Length;
        return free > 0
            ? [new Span(left, ink), new Span(right, Ink.Bar), new Span(new string(' ', free) + Hint, Ink.Bar)]
            : [new Span(left, ink), new Span(right, Ink.Bar)];
    }

    /// <summary>The connection's state, as it is.</summary>
    internal static (string Text, Ink Ink) Connection(ConnectionState connection, DateTimeOffset now) => connection switch
    {
        ConnectionState.Connecting => ("connecting", Ink.BarBad),
        ConnectionState.CatchingUp => ("catching up", Ink.BarBad),
        ConnectionState.Live => ("live", Ink.BarGood),
        ConnectionState.Offline offline => (
            string.Create(
                CultureInfo.InvariantCulture,
                $"offline since {offline.Since.ToOffset(now.Offset):HH:mm:ss}, retry in {Math.Max(0, Math.Ceiling((offline.RetryAt - now).TotalSeconds)):0} s: {EventText.Reason(offline.Reason)}"),
            Ink.BarBad),
        ConnectionState.Closed closed => ($"closed: {CleanText.Line(closed.Message)}", Ink.BarBad),
        _ => throw new ArgumentOutOfRangeException(nameof(connection), connection, "Not a state of a connection."),
    };
}
