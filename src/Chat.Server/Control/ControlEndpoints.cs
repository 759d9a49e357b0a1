using System.Net.Sockets;
using System.Text.Json;
using Chat.Server.Hosting;
using Chat.Server.Reloading;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Chat.Server.Control;

/// <summary>What a node answers on its <see cref="ControlSocket"/>: JSON over HTTP. Nothing of it is to be had on any other listener.</summary>
internal static class ControlEndpoints
{
    /// <summary>Where <c>user</c> commands are posted.</summary>
    public const string Users = "/control/users";

    /// <summary>Where a reload of the settings is posted.</summary>
    public const string Reload = "/control/reload";

    private const long LargestRequest = 64 * 1024;

    /// <summary>Adds what the endpoints need.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services)
    {
        services.AddSingleton<IUserAdmin, DirectoryAdmin>();
        services.Configure<SocketTransportOptions>(sockets =>
        {
            Func<System.Net.EndPoint, Socket> bind = sockets.CreateBoundListenSocket;
            sockets.CreateBoundListenSocket = endpoint => endpoint is UnixDomainSocketEndPoint unix ? ControlSocket.Bind(unix) : bind(endpoint);
        });
        return services;
    }

    /// <summary>Whether a node has the socket. One in memory has none: what it could be told ends with it.</summary>
    public static bool IsListening(ChatSettings settings) =>
        settings.Storage != StorageKind.Memory && ControlSocket.IsUsable(ControlSocket.PathIn(settings.DataDirectory));

    /// <summary>Listens on the data directory's socket, where there is to be one.</summary>
    public static void ListenForControl(this KestrelServerOptions kestrel, ChatSettings settings)
    {
        if (IsListening(settings))
        {
            kestrel.ListenUnixSocket(ControlSocket.PathIn(settings.DataDirectory), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Mark(NodeListener.Control);
            });
        }
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Users, RunAsync).On(NodeListener.Control);
        routes.MapPost(Reload, ReloadAsync).On(NodeListener.Control);
    }

    private static Task ReloadAsync(HttpContext http)
    {
        ReloadResult result = http.RequestServices.GetRequiredService<SettingsReload>().Run();
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, result, ControlJson.Default.ReloadResult, http.RequestAborted);
    }

    private static async Task RunAsync(HttpContext http)
    {
        UserCommand? command = null;
        if (http.Request.ContentLength is <= LargestRequest)
        {
            try
            {
                command = await JsonSerializer.DeserializeAsync(http.Request.Body, ControlJson.Default.UserCommand, http.RequestAborted).ConfigureAwait(false);
            }
            catch (JsonException)
            {
                // Answered below, like a request that is too long.
            }
        }

        if (command is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        UserAnswer answer = await http.RequestServices.GetRequiredService<IUserAdmin>().RunAsync(command, http.RequestAborted).ConfigureAwait(false);
        http.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(http.Response.Body, answer, ControlJson.Default.UserAnswer, http.RequestAborted).ConfigureAwait(false);
    }
}
