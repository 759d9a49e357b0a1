using System.Runtime.InteropServices;
using Chat.Bench.Common;

namespace Chat.Client.Bench;

/// <summary>The published client of this repository.</summary>
internal static class ClientBuild
{
    private const string Solution = "AkkaChat.sln";
    private const string Program = "Chat.Client";

    /// <summary>Path of the program that <c>dotnet publish src/Chat.Client -c Release</c> makes.</summary>
    /// <exception cref="BenchException">It is not there.</exception>
    public static string FindProgram()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (!File.Exists(Path.Combine(directory.FullName, Solution)))
            {
                continue;
            }

            string release = Path.Combine(directory.FullName, "src", Program, "bin", "Release", "net10.0");
            string[] places = [Path.Combine(release, RuntimeInformation.RuntimeIdentifier, "publish", Program), Path.Combine(release, "publish", Program)];
            return places.Where(File.Exists).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault()
                ?? throw new BenchException("No published client: run dotnet publish src/Chat.Client -c Release, or name one with --client.");
        }

        throw new BenchException("This program is not in its repository: name a client with --client.");
    }
}
