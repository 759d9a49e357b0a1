using Chat.Actors.Storage;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary>What a node says once it has started.</summary>
internal static class Banner
{
    /// <summary>The lines, without a line end after the last.</summary>
    public static string Of(ChatSettings settings, NodeEndpoints endpoints, IChatStore store) => string.Join(
        Environment.NewLine,
        $"AkkaChat {settings.Options.ServerVersion}",
        $"  chat      chat://{endpoints.Chat}",
        $"  http      http://{endpoints.Http}/health/ready",
        $"  storage   {store.Description}",
        $"  data      {settings.DataDirectory}",
        $"  control   {Control(settings)}",
        $"  settings  {settings.File ?? "built-in defaults"}",
        "Ctrl-C stops.");

    private static string Control(ChatSettings settings)
    {
        string path = ControlSocket.PathIn(settings.DataDirectory);
        return settings.Storage == StorageKind.Memory ? "none, since nothing is kept"
            : ControlSocket.IsUsable(path) ? path
            : "none, since the path of the data directory is too long for a socket; user commands work while the node is stopped";
    }
}
