using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Actors.Storage;
using Chat.Server.Hosting;
using Chat.Server.Reloading;
using Chat.Server.Settings;

namespace Chat.Server.Control;

/// <summary>
/// Finds who can carry a command out: the node that runs with the data directory, through its socket, or where none runs this process,
/// which opens the storage for it.
/// </summary>
internal sealed class ControlClient : IUserAdmin
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _path;

    private ControlClient(string path) => _path = path;

    /// <summary>Does something with whoever can carry it out.</summary>
    /// <exception cref="StartException">Nobody can; the message is one line for the operator.</exception>
    public static async Task<T> UseAsync<T>(ChatSettings settings, Func<IUserAdmin, Task<T>> use, CancellationToken cancel)
    {
        string path = ControlSocket.PathIn(settings.DataDirectory);
        if (settings.Storage == StorageKind.Memory)
        {
            throw new StartException("data.storage is memory: there are no accounts to be had here. Register in the chat itself, or choose a storage that lasts.");
        }

        if (File.Exists(path) && ControlSocket.TryConnect(path) is { } socket)
        {
            socket.Dispose();
            return await use(new ControlClient(path)).ConfigureAwait(false);
        }

        DataDirectory.Prepare(settings.DataDirectory);
        IHost host = ChatHost.BuildIdle(settings);
        return await HostRun.UseAsync(host, () => UseAsync(host, settings, use, cancel), () => host.StopAsync(CancellationToken.None)).ConfigureAwait(false);
    }

    private static async Task<T> UseAsync<T>(IHost host, ChatSettings settings, Func<IUserAdmin, Task<T>> use, CancellationToken cancel)
    {
        try
        {
            host.Services.GetRequiredService<IChatStore>();
        }
        catch (StorageException e)
        {
            string path = ControlSocket.PathIn(settings.DataDirectory);
            string why = settings.Storage != StorageKind.Sqlite ? ""
                : ControlSocket.IsUsable(path) ? $" Where a node runs there, it does not answer on {path}."
                : $" A node there can't be told anything: the path of its {ControlSocket.FileName} would be too long.";
            throw new StartException(e.Message + why, e);
        }

        await HostRun.StartAsync(host, cancel).ConfigureAwait(false);
        return await use(host.Services.GetRequiredService<IUserAdmin>()).ConfigureAwait(false);
    }

    /// <summary>Has the node that runs with the data directory read its settings again.</summary>
    /// <exception cref="StartException">None answers there; the message is one line for the operator.</exception>
    public static Task<ReloadResult> ReloadAsync(ChatSettings settings, CancellationToken cancel) =>
        OfRunning(settings).PostAsync(ControlEndpoints.Reload, [], ControlJson.Default.ReloadResult, cancel);

    /// <summary>Asks the node that runs with the data directory whether it can serve clients.</summary>
    /// <exception cref="StartException">None answers there; the message is one line for the operator.</exception>
    public static Task<HealthResult> AskHealthAsync(ChatSettings settings, CancellationToken cancel) =>
        OfRunning(settings).PostAsync(ControlEndpoints.Health, [], ControlJson.Default.HealthResult, cancel);

    private static ControlClient OfRunning(ChatSettings settings)
    {
        string path = ControlSocket.PathIn(settings.DataDirectory);
        if (File.Exists(path) && ControlSocket.TryConnect(path) is { } socket)
        {
            socket.Dispose();
            return new ControlClient(path);
        }

        throw new StartException($"No node answers on {path}. Name the node's data directory with --data DIR; a node in memory has no such socket.");
    }

    /// <inheritdoc/>
    public Task<UserAnswer> RunAsync(UserCommand command, CancellationToken cancel) =>
        PostAsync(ControlEndpoints.Users, JsonSerializer.SerializeToUtf8Bytes(command, ControlJson.Default.UserCommand), ControlJson.Default.UserAnswer, cancel);

    private async Task<T> PostAsync<T>(string where, byte[] request, JsonTypeInfo<T> answer, CancellationToken cancel)
        where T : class
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false }) { BaseAddress = new Uri("http://localhost"), Timeout = Patience };
        try
        {
            // With its length: the node reads no request that does not say how long it is.
            using var body = new ByteArrayContent(request);
            using HttpResponseMessage response = await http.PostAsync(new Uri(where, UriKind.Relative), body, cancel).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync(answer, cancel).ConfigureAwait(false)
                ?? throw new JsonException("the answer is empty");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new StartException($"The node that listens on {_path} did not carry it out: {e.Message}", e);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
