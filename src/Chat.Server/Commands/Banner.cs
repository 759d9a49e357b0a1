using Chat.Actors.Storage;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Server.Tls;

namespace Chat.Server.Commands;

/// <summary>What a node says once it has started.</summary>
internal static class Banner
{
    /// <summary>The lines, without a line end after the last.</summary>
    /// <param name="settings">What the node was told.</param>
    /// <param name="endpoints">Where it listens.</param>
    /// <param name="store">Where it keeps everything.</param>
    /// <param name="certificate">What it shows to those who connect; null where it shows none.</param>
    public static string Of(ChatSettings settings, NodeEndpoints endpoints, IChatStore store, NodeCertificate? certificate)
    {
        var lines = new List<string> { $"AkkaChat {settings.Options.ServerVersion}" };
        if (endpoints.Chat is { } plain)
        {
            lines.Add($"  chat      chat://{plain}");
        }

        if (endpoints.ChatTls is { } encrypted)
        {
            lines.Add($"  tls       chats://{encrypted}");
        }

        if (endpoints.HttpUrl is { } web)
        {
            lines.Add($"  web       {web}");
        }

        if (endpoints.MonitorUrl is { } monitor)
        {
            lines.Add($"  monitor   {monitor}/health/ready");
        }

        if (certificate is not null)
        {
            lines.Add($"  cert      {certificate.Files.Certificate}");
            lines.AddRange(CertificateFingerprint.Rows(certificate.Current.Leaf).Select(row => $"            {row}"));
            lines.Add($"  sha256    {CertificateFingerprint.Digits(certificate.Current.Leaf)}");
        }

        lines.Add($"  storage   {store.Description}");
        lines.Add($"  data      {settings.DataDirectory}");
        lines.Add($"  control   {Control(settings)}");
        lines.Add($"  settings  {settings.File ?? "built-in defaults"}");
        if (LimitSettings.Off(settings.Options.Limits) is { Count: > 0 } off)
        {
            lines.Add($"  LIMITS OFF, anyone may flood this server: limits.{string.Join(", limits.", off)}");
        }

        lines.Add("Ctrl-C stops.");
        return string.Join(Environment.NewLine, lines);
    }

    private static string Control(ChatSettings settings)
    {
        string path = ControlSocket.PathIn(settings.DataDirectory);
        return settings.Storage == StorageKind.Memory ? "none, since nothing is kept"
            : ControlSocket.IsUsable(path) ? path
            : "none, since the path of the data directory is too long for a socket; user commands work while the node is stopped";
    }
}
