using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Chat.Server.Hosting;

/// <summary>A listener of the web server. What is mapped for one is to be had on no other.</summary>
internal enum NodeListener
{
    /// <summary>For web clients: <c>http.listen</c>.</summary>
    Web,

    /// <summary>For who watches over the node: <c>monitor.listen</c>.</summary>
    Monitor,

    /// <summary>For the operator's commands: a socket in the data directory.</summary>
    Control,
}

/// <summary>Keeps the endpoints of the web server's listeners apart.</summary>
internal static class NodeListenerExtensions
{
    /// <summary>Marks the connections that come by a listener.</summary>
    public static void Mark(this ListenOptions listen, NodeListener which)
    {
        var mark = new ListenerMark(which);
        listen.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }

    /// <summary>Says which listener an endpoint belongs to.</summary>
    public static TBuilder On<TBuilder>(this TBuilder endpoint, NodeListener which)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ListenerMark(which));

    /// <summary>Answers 404 to whoever asks for what belongs to another listener, or to none; and 421 on the monitor's to who calls this machine by another's name.</summary>
    public static void UseListenerMarks(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Features.Get<ListenerMark>()?.Which == NodeListener.Monitor && IsRebound(http))
        {
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<ListenerMark>()?.Which == http.Features.Get<ListenerMark>()?.Which)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>
    /// On a loopback address any name but localhost is one that somebody has pointed here: a web page whose script would read in a browser what it takes for its own server's.
    /// </summary>
    private static bool IsRebound(HttpContext http) =>
        http.Connection.LocalIpAddress is { } local
        && IPAddress.IsLoopback(local)
        && Uri.CheckHostName(http.Request.Host.Host) == UriHostNameType.Dns
        && !http.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private sealed record ListenerMark(NodeListener Which);
}
