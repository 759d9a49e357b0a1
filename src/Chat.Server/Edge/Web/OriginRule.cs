using System.Net;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Primitives;

namespace Chat.Server.Edge.Web;

/// <summary>
/// Which web pages' scripts may connect. A browser says where its page came from; without the rule any page that someone looks at could talk to a
/// server that only this someone reaches.
/// </summary>
/// <param name="settings">What the operator allows.</param>
internal sealed class OriginRule(WebSettings settings)
{
    /// <summary>Whether a request may become a WebSocket.</summary>
    public bool Allows(HttpRequest request)
    {
        StringValues sent = request.Headers.Origin;
        return sent.Count == 0
            || settings.AnyOrigin
            || (sent.Count == 1
                && WebSettings.TryParseOrigin(sent[0], out Uri? origin)
                && (settings.Origins.Count > 0 ? settings.Origins.Contains(origin.GetLeftPart(UriPartial.Authority)) : IsSameHost(origin, request)));
    }

    private bool IsSameHost(Uri origin, HttpRequest request) =>
        request.Host.HasValue
        && request.Host.Host.Equals(origin.Host, StringComparison.OrdinalIgnoreCase)
        && (request.Host.Port ?? DefaultPort(origin)) == origin.Port
        && (IsProxied(request) || !IsLoopback(request) || IsNamedAsThisMachine(origin));

    /// <summary>By the connection itself: what the request's address is told by a header.</summary>
    private bool IsProxied(HttpRequest request) =>
        request.HttpContext.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is IPEndPoint { Address: var peer } && settings.IsProxy(peer);

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    private static bool IsLoopback(HttpRequest request) => request.HttpContext.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);

    /// <summary>On a loopback address any other name is one that somebody has pointed here, to make a page of theirs look like ours.</summary>
    private static bool IsNamedAsThisMachine(Uri origin) => origin.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || origin.IsLoopback;
}
