using System.Net;
using System.Net.Sockets;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Server.Hosting;

/// <summary>Where a node listens: as it was told, and once it has started, as it is.</summary>
/// <param name="settings">What it was told.</param>
internal sealed class NodeEndpoints(ChatSettings settings)
{
    private ListenOptions? _http;

    /// <summary>Where chat clients connect in plain text; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? Chat { get; internal set; } = settings.Listen?.ToEndPoint();

    /// <summary>Where chat clients connect with TLS; null for nowhere. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint? ChatTls { get; internal set; } = settings.Tls.Listen?.ToEndPoint();

    /// <summary>Where HTTP is answered. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint Http => _http?.IPEndPoint ?? settings.Http.ToEndPoint();

    /// <summary>How HTTP is reached, without a path.</summary>
    public string HttpUrl => $"{(settings.HttpTls ? "https" : "http")}://{Http}";

    /// <summary>Gives the web server its address.</summary>
    /// <param name="kestrel">The web server.</param>
    public void Listen(KestrelServerOptions kestrel) => kestrel.Listen(settings.Http.ToEndPoint(), listen =>
    {
        _http = listen;
        listen.Protocols = HttpProtocols.Http1;
        if (settings.HttpTls)
        {
            listen.UseNodeCertificate(settings.Options.HandshakeTimeout);
        }
    });

    /// <summary>The line for a user whose node could not take an address; null where the failure has another cause.</summary>
    /// <param name="failure">What starting the node threw.</param>
    public StartException? Explain(Exception failure) => failure switch
    {
        StartException explained => explained,
        IOException or SocketException => Refused("HTTP", Http, "--http", failure),
        _ => null,
    };

    /// <summary>The line for a user whose node could not take one address.</summary>
    /// <param name="what">What it was for.</param>
    /// <param name="where">The address.</param>
    /// <param name="option">The option that changes it.</param>
    /// <param name="failure">What listening threw.</param>
    public static StartException Refused(string what, IPEndPoint where, string option, Exception failure)
    {
        var socket = failure as SocketException ?? failure.InnerException as SocketException ?? failure.InnerException?.InnerException as SocketException;
        string why = socket?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => "another program is using it",
            SocketError.AddressNotAvailable => "this machine has no such address",
            SocketError.AccessDenied => "this user may not use it",
            _ => failure.Message,
        };
        return new StartException($"Can't listen for {what} on {where}: {why}. Choose another address with {option} HOST:PORT; port 0 picks a free one.", failure);
    }
}
