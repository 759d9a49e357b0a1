using System.Reflection;

namespace Chat.Server;

/// <summary>The version of this build.</summary>
internal static class ServerVersion
{
    /// <summary>Without the commit that the build appends: <c>0.1.0</c>, not <c>0.1.0+3f2a…</c>.</summary>
    public static string Current { get; } =
        typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
