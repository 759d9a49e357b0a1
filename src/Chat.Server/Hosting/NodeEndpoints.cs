using System.Net;
using System.Net.Sockets;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Server.Hosting;

/// <summary>Where a node listens: as it was told, and once it has started, as it is.</summary>
/// <param name="settings">What it was told.</param>
internal sealed class NodeEndpoints(ChatSettings settings)
{
    private ListenOptions? _chat;
    private ListenOptions? _http;

    /// <summary>Where chat clients connect. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint Chat => _chat?.IPEndPoint ?? new IPEndPoint(settings.Listen.Address, settings.Listen.Port);

    /// <summary>Where HTTP is answered. A port of 0 has become the real one once the node has started.</summary>
    public IPEndPoint Http => _http?.IPEndPoint ?? new IPEndPoint(settings.Http.Address, settings.Http.Port);

    /// <summary>Gives the web server both addresses.</summary>
    /// <param name="kestrel">The web server.</param>
    /// <param name="chat">What answers chat clients.</param>
    public void Listen(KestrelServerOptions kestrel, Action<ListenOptions> chat)
    {
        kestrel.Listen(settings.Listen.Address, settings.Listen.Port, listen => chat(_chat = listen));
        kestrel.Listen(settings.Http.Address, settings.Http.Port, listen => (_http = listen).Protocols = HttpProtocols.Http1);
    }

    /// <summary>The line for a user whose node could not take an address; null where the failure has another cause.</summary>
    /// <param name="failure">What starting the web server threw.</param>
    /// <param name="server">The web server.</param>
    public StartException? Explain(Exception failure, IServer server)
    {
        if (failure is not (IOException or SocketException))
        {
            return null;
        }

        // The web server binds in order and lists what it has: an empty list means that the first address failed.
        bool chatFailed = server.Features.Get<IServerAddressesFeature>() is not { Addresses.Count: > 0 };
        (string what, IPEndPoint where, string option) = chatFailed ? ("chat clients", Chat, "--listen") : ("HTTP", Http, "--http");
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
