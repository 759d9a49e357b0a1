using Chat.Actors.Edge;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Limits;

/// <summary>The one place where it is decided whether a frame of a client is taken or is one too many. For any thread; each connection by one at a time.</summary>
public sealed class RequestGate(LiveOptions options, AddressGate addresses, TimeProvider time)
{
    private const string TooFast = "That was too fast; wait a moment and say it again.";
    private const string TooOften = "That was said too often here; say something else, or wait.";
    private const string TooManyLogins = "Too many passwords were given from your address; wait a moment.";
    private const string TooManyNew = "Too many accounts were asked for from your address; wait, or ask the server's operator for one.";

    /// <summary>The clock.</summary>
    internal long Now => time.Uptime();

    /// <summary>Judges what was read from a client. It must be called once for each frame, in order.</summary>
    /// <param name="connection">The client.</param>
    /// <param name="decoded">A request, or what is wrong with the bytes.</param>
    /// <returns>The error to answer with; null where the request is to be done.</returns>
    internal ErrorReply? Judge(Connection connection, in DecodedRequest decoded)
    {
        LimitOptions limits = options.Current.Limits;
        long now = time.Uptime();
        connection.HeardAt = now;
        int cost = decoded.Request is null ? RequestCost.Rubbish : 1;
        long wait = connection.Frames.TryTake(limits.Frames, now, cost);
        string why = TooFast;
        switch (decoded.Request)
        {
            case null when wait == 0:
                return decoded.Error;
            case QuitRequest:
                return null;
            case { } request when wait == 0:
                wait = WaitFor(connection, request, limits, now, out why);
                wait = wait == 0 ? 0 : Math.Max(wait, connection.Frames.Wait(limits.Frames, now));
                break;
        }

        if (wait == 0)
        {
            return null;
        }

        long milliseconds = UptimeExtensions.Milliseconds(wait);
        if (connection.Refusals.TryTake(limits.Refusals, now) > 0)
        {
            connection.Close(new ByeEvent(ErrorCodes.RateLimited, "You went on and on although you were told to wait.", milliseconds));
        }

        return new ErrorReply(ErrorCodes.RateLimited, why, null, milliseconds) { Re = decoded.Request?.Id ?? decoded.Error?.Re };
    }

    private long WaitFor(Connection connection, Request request, LimitOptions limits, long now, out string why)
    {
        why = TooFast;
        switch (request)
        {
            case HelloRequest { Password: not null } or PasswordRequest or UnregisterRequest when addresses.TryLogIn(connection.Remote.Address) is > 0 and var wait:
                why = TooManyLogins;
                return wait;
            case RegisterRequest when addresses.TryRegister(connection.Remote.Address) is > 0 and var wait:
                why = TooManyNew;
                return wait;
            default:
                if (connection.Budget is not { } budget)
                {
                    return 0;
                }

                long owed = budget.TryPay(request, limits, now, out bool isRepeated);
                why = isRepeated ? TooOften : TooFast;
                return owed;
        }
    }
}
