using System.Net;
using System.Net.WebSockets;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Edge;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebSockets;

namespace Chat.Server.Edge.Web;

/// <summary>What is answered on <c>http.listen</c>: chat by WebSocket.</summary>
internal static class WebEndpoints
{
    /// <summary>Where chat clients connect by WebSocket.</summary>
    public const string Path = "/ws";

    /// <summary>The one subprotocol that a client may ask for: version 1 of the contract.</summary>
    public const string Subprotocol = "akkachat.v1";

    /// <summary>Adds what the endpoints need.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services, ChatSettings settings)
    {
        services.AddSingleton<WebSocketEdge>();
        services.AddSingleton<WebDoor>();
        services.AddSingleton(new OriginRule(settings.Web));
        services.AddHostedService<WebDrain>();
        services.AddWebSockets(sockets =>
        {
            sockets.KeepAliveInterval = settings.Web.PingInterval;
            sockets.KeepAliveTimeout = settings.Web.PingInterval;
        });
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (System.Net.IPNetwork proxy in settings.Web.Proxies)
            {
                forwarded.KnownIPNetworks.Add(proxy);
            }
        });
        return services;
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapWeb(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ChatSettings>().Web.Proxies.Count > 0)
        {
            // Without proxies it would believe everyone.
            app.UseForwardedHeaders();
        }

        app.UseWebSockets();
        app.Map(Path, ServeAsync).On(NodeListener.Web);
    }

    private static async Task ServeAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(http, StatusCodes.Status426UpgradeRequired, "Chat clients connect here by WebSocket.").ConfigureAwait(false);
            return;
        }

        if (!http.RequestServices.GetRequiredService<OriginRule>().Allows(http.Request))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "Pages of this origin may not connect here; the server's operator can allow them in http.origins.").ConfigureAwait(false);
            return;
        }

        IList<string> wanted = http.WebSockets.WebSocketRequestedProtocols;
        if (wanted.Count > 0 && !wanted.Contains(Subprotocol))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, $"The subprotocol here is {Subprotocol}; ask for it, or for none.").ConfigureAwait(false);
            return;
        }

        // Slow readers are the outbox's to cut, which says why.
        http.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
        http.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
        var connection = http.Features.GetRequiredFeature<IConnectionLifetimeFeature>();
        var remote = new IPEndPoint(http.Connection.RemoteIpAddress ?? IPAddress.None, http.Connection.RemotePort);

        // Never compressed: what two people write would tell of each other by its length, and each connection would hold a window of it.
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { SubProtocol = wanted.Count > 0 ? Subprotocol : null }).ConfigureAwait(false);
        await http.RequestServices.GetRequiredService<WebSocketEdge>().ServeAsync(socket, remote, connection.Abort).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext http, int status, string line)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(line + "\n");
    }

    /// <summary>
    /// Says goodbye before the web server stops: it waits for its connections to end. It comes before every other service's stop, so the actors are
    /// still there.
    /// </summary>
    private sealed class WebDrain(IRequiredActor<EdgeActor> edge) : IHostedLifecycleService
    {
        public Task StoppingAsync(CancellationToken cancellationToken)
        {
            edge.ActorRef.Tell(ConnectionProtocol.Drain.Instance);
            return Task.CompletedTask;
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
