using System.Net;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Connections;

namespace Chat.Server.Edge.Web;

/// <summary>
/// Bounds what an address may connect to <c>http.listen</c> before anything is said there: a connection that never becomes a WebSocket, or only shakes hands for TLS, is none that
/// <see cref="ConnectionTable"/> could count. Twice the limits of those, so that who is refused for theirs is told so by a goodbye; here there is nobody to tell yet.
/// </summary>
internal sealed class WebDoor(LiveOptions options, TimeProvider time, ChatSettings settings)
{
    private const int Slack = 2;

    private readonly AddressGate _gate = new(options, time, Slack);

    /// <summary>Serves a connection, or cuts it.</summary>
    /// <param name="connection">Just accepted.</param>
    /// <param name="next">What serves it.</param>
    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // Behind a proxy are many people; each one's address shows when there is a request.
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var peer } || settings.Web.IsProxy(peer))
        {
            await next(connection).ConfigureAwait(false);
            return;
        }

        if (_gate.Enter(peer, out _) != AddressGate.Entry.Taken)
        {
            EdgeMetrics.RefuseConnection(ErrorCodes.RateLimited);
            connection.Abort();
            return;
        }

        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _gate.Leave(peer);
        }
    }
}
