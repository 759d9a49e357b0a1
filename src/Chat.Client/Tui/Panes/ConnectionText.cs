using System.Globalization;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Client.Tui.Painting;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;

namespace Chat.Client.Tui.Panes;

/// <summary>How the client stands to the server, in plain words, with what to do where something is to be done.</summary>
internal static class ConnectionText
{
    /// <summary>The state as it is.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="now">The time in the zone in which times are told.</param>
    /// <param name="retry">The key that connects at once, as people write it; empty where there is none.</param>
    public static (string Text, Ink Ink) Of(ChatState state, DateTimeOffset now, string retry) => state.Connection switch
    {
        ConnectionState.Connecting => ("connecting", Ink.BarWarn),
        ConnectionState.CatchingUp { Total: > 0 } catching => (Text($"catching up {catching.Done} of {catching.Total}"), Ink.BarWarn),
        ConnectionState.CatchingUp => ("catching up", Ink.BarWarn),
        ConnectionState.Live => ((state.RoundTrip is { } trip ? Text($"live {Math.Max(1, trip.TotalMilliseconds):0} ms") : "live") + Security(state), Ink.BarGood),
        ConnectionState.Offline offline => (Offline(offline, now, retry), Ink.BarBad),
        ConnectionState.Untrusted refused => ($"{Refused(refused.Refusal.Reason)}{(retry.Length == 0 ? string.Empty : $"; {retry} shows it")}", Ink.BarBad),
        ConnectionState.Closed closed => ($"closed: {Closed(closed)}", Ink.BarBad),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state.Connection, "Not a state of a connection."),
    };

    /// <summary>Why the connection ended for good, and what to do.</summary>
    internal static string Closed(ConnectionState.Closed closed) => closed.Code switch
    {
        ErrorCodes.Replaced => "the same session is in use elsewhere now; start the client again to take it back",
        ErrorCodes.AuthFailed => "the server takes this session no longer: it was revoked, or the password changed; start the client again and log in",
        ErrorCodes.NameTaken => $"{EventText.Reason(closed.Message)}; start the client again with another --user",
        ErrorCodes.UnknownType or ErrorCodes.BadFrame or ErrorCodes.BadRequest =>
            $"server and client do not understand each other ({EventText.Reason(closed.Message)}); are both of the same version?",
        ErrorCodes.Banned or ErrorCodes.Forbidden => $"{EventText.Reason(closed.Message)}; ask who runs the server",
        SdkErrorCodes.Untrusted => "the server is not trusted, the lines in the chat tell why; nothing was sent to it",
        ErrorCodes.Quit or SdkErrorCodes.Closed => EventText.Reason(closed.Message),
        _ => $"{EventText.Reason(closed.Message)}; start the client again",
    };

    private static string Refused(TrustRefusalReason reason) => reason switch
    {
        TrustRefusalReason.Changed => "REFUSED: the certificate has changed",
        TrustRefusalReason.Revoked => "REFUSED: the certificate was revoked",
        TrustRefusalReason.NotTheDemanded => "REFUSED: not the demanded certificate",
        _ => "REFUSED: the certificate is not trusted",
    };

    private static string Security(ChatState state) => state.Security is { } security ? $", {SecurityText.Short(security)}" : string.Empty;

    private static string Offline(ConnectionState.Offline offline, DateTimeOffset now, string retry)
    {
        double wait = Math.Max(0, Math.Ceiling((offline.RetryAt - now).TotalSeconds));
        string key = retry.Length == 0 ? string.Empty : $", {retry} now";
        return Text($"offline since {offline.Since.ToOffset(now.Offset):HH:mm:ss}, retry in {wait:0} s{key}: {EventText.Reason(offline.Reason)}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
