using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Chat.Bench.Common.Servers;

/// <summary>The built server that is started when the user names none.</summary>
public static class ServerBuild
{
    private const string Solution = "AkkaChat.sln";
    private const string Dll = "Chat.Server.dll";

    /// <summary>Debug or Release: of this program, and so of the server built with it.</summary>
    public static string Configuration { get; } =
        typeof(ServerBuild).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";

    /// <summary>Path of Chat.Server.dll in the repository that this program was built in.</summary>
    /// <exception cref="BenchException">It is not there.</exception>
    public static string FindDll()
    {
        string dll = Path.Combine(DirectoryOf(Configuration), Dll);
        return File.Exists(dll) ? dll : throw new BenchException($"No server at {dll}: build it, or name another (see --help).");
    }

    /// <summary>Path of the Chat.Server.dll that <c>dotnet publish src/Chat.Server -c Release</c> makes.</summary>
    /// <exception cref="BenchException">It is not there.</exception>
    public static string FindPublished()
    {
        string release = DirectoryOf("Release");
        string[] places = [Path.Combine(release, RuntimeInformation.RuntimeIdentifier, "publish", Dll), Path.Combine(release, "publish", Dll)];
        return places.Where(File.Exists).MaxBy(File.GetLastWriteTimeUtc)
            ?? throw new BenchException("No published server: run dotnet publish src/Chat.Server -c Release, or name one (see --help).");
    }

    /// <summary>The garbage collector that a server will use: workstation or server.</summary>
    public static string GarbageCollector(string dll)
    {
        if (Environment.GetEnvironmentVariable("DOTNET_gcServer") is { } forced)
        {
            return forced == "1" ? "server" : "workstation";
        }

        string config = Path.ChangeExtension(dll, ".runtimeconfig.json");
        if (!File.Exists(config))
        {
            return "unknown";
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(config));
        return json.RootElement.TryGetProperty("runtimeOptions", out JsonElement options)
            && options.TryGetProperty("configProperties", out JsonElement properties)
            && properties.TryGetProperty("System.GC.Server", out JsonElement server)
            && server.ValueKind == JsonValueKind.True ? "server" : "workstation";
    }

    /// <summary>The directory of the server's build.</summary>
    private static string DirectoryOf(string configuration)
    {
        string framework = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Solution)))
            {
                return Path.Combine(directory.FullName, "src", "Chat.Server", "bin", configuration, framework);
            }
        }

        throw new BenchException("This program is not in its repository: name a server (see --help).");
    }
}
