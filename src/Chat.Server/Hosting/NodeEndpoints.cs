using System.Net;
using System.Net.Sockets;
using Chat.Server.Edge.Web;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Server.Hosting;

/// <summary>Where a node listens: as it was told, and once it has started, as it is.</summary>
/// <param name="settings">What it was told.</param>
internal sealed class NodeEndpoints(ChatSettings settings)
{
    private ListenOptions? _http;
    private ListenOptions? _monitor;

    /// <summary>Where chat clients connect in plain text; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? Chat { get; internal set; } = settings.Listen?.ToEndPoint();

    /// <summary>Where chat clients connect with TLS; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? ChatTls { get; internal set; } = settings.Tls.Listen?.ToEndPoint();

    /// <summary>Where web clients connect; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? Http => _http?.IPEndPoint ?? settings.Http?.ToEndPoint();

    /// <summary>How web clients reach the node; null for not at all.</summary>
    public string? HttpUrl => Http is { } where ? $"{(settings.HttpTls ? "wss" : "ws")}://{where}{WebEndpoints.Path}" : null;

    /// <summary>Where health and metrics are answered; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? Monitor => _monitor?.IPEndPoint ?? settings.Monitor?.ToEndPoint();

    /// <summary>How health and metrics are reached, without a path; null for not at all.</summary>
    public string? MonitorUrl => Monitor is { } where ? $"http://{where}" : null;

    /// <summary>Whether the web server has any address.</summary>
    public bool HasAny => settings.Http is not null || settings.Monitor is not null;

    /// <summary>Gives the web server its addresses.</summary>
    /// <param name="kestrel">The web server.</param>
    public void Listen(KestrelServerOptions kestrel)
    {
        Listen(kestrel, settings.Http, NodeListener.Web, listen =>
        {
            _http = listen;
            var door = listen.ApplicationServices.GetRequiredService<WebDoor>();
            listen.Use(next => connection => door.PassAsync(connection, next));
            if (settings.HttpTls)
            {
                listen.UseNodeCertificate(settings.Options.HandshakeTimeout);
            }
        });
        Listen(kestrel, settings.Monitor, NodeListener.Monitor, listen => _monitor = listen);
    }

    /// <summary>Binds one of the web server's addresses, and says which one it is where that fails.</summary>
    /// <param name="bind">What binds it.</param>
    /// <param name="where">The address.</param>
    /// <exception cref="StartException">The address can't be had.</exception>
    public Socket Bind(Func<EndPoint, Socket> bind, IPEndPoint where)
    {
        try
        {
            return bind(where);
        }
        catch (SocketException e)
        {
            throw where.Equals(settings.Monitor?.ToEndPoint()) ? Refused("health and metrics", where, "--monitor", e) : Refused("web clients", where, "--http", e);
        }
    }

    /// <summary>The line for a user whose node could not take one address.</summary>
    /// <param name="what">What it was for.</param>
    /// <param name="where">The address.</param>
    /// <param name="option">The option that changes it.</param>
    /// <param name="failure">What listening threw.</param>
    public static StartException Refused(string what, IPEndPoint where, string option, SocketException failure)
    {
        string why = failure.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => "another program is using it",
            SocketError.AddressNotAvailable => "this machine has no such address",
            SocketError.AccessDenied => "this user may not use it",
            _ => failure.Message,
        };
        return new StartException($"Can't listen for {what} on {where}: {why}. Choose another address with {option} HOST:PORT; port 0 picks a free one.", failure);
    }

    private static void Listen(KestrelServerOptions kestrel, ListenAddress? where, NodeListener which, Action<ListenOptions> configure)
    {
        if (where is not null)
        {
            kestrel.Listen(where.ToEndPoint(), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Mark(which);
                configure(listen);
            });
        }
    }
}
