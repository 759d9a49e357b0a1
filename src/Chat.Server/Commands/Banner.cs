using Chat.Actors.Storage;
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
        $"  settings  {settings.File ?? "built-in defaults"}",
        "Ctrl-C stops.");
}
