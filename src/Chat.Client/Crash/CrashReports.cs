using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Chat.Client.Sessions;

namespace Chat.Client.Crash;

/// <summary>
/// Reports of the program's own faults, as files that only their owner can read. They hold types and places in the code; no messages of exceptions, because
/// those may quote what somebody wrote.
/// </summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="time">Dates them.</param>
internal sealed class CrashReports(string folder, TimeProvider time)
{
    /// <summary>Most reports that are kept; the oldest go.</summary>
    public const int MostKept = 10;

    private const string Pattern = "crash-*.txt";
    private const int Deepest = 10;

    /// <summary>Writes a report.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="place">Where, in words.</param>
    /// <returns>The file's path; null where it could not be written.</returns>
    public string? Write(Exception fault, string place)
    {
        DateTimeOffset now = time.GetUtcNow();
        string path = Path.Combine(folder, $"crash-{now.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture)}.txt");
        try
        {
            PrivateFile.CreateFolder(folder);
            using (var writer = new StreamWriter(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), PrivateFile.Options(FileMode.Create)))
            {
                writer.Write(Describe(fault, place, now));
            }

            Prune();
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Describe(Exception fault, string place, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"AkkaChat client {typeof(CrashReports).Assembly.GetName().Version?.ToString(3)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"at {now:yyyy-MM-dd HH:mm:ss} UTC, {place}");
        text.AppendLine(CultureInfo.InvariantCulture, $"on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
        foreach (string name in (string[])["TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL"])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}={Environment.GetEnvironmentVariable(name)}");
        }

        Append(text, fault, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Exception fault, int depth)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{fault.GetType()} 0x{fault.HResult:X8}").AppendLine(fault.StackTrace);
        IEnumerable<Exception> inner = fault is AggregateException many ? many.InnerExceptions : [.. new[] { fault.InnerException }.OfType<Exception>()];
        foreach (Exception cause in inner.Take(depth < Deepest ? Deepest : 0))
        {
            Append(text, cause, depth + 1);
        }
    }

    private void Prune()
    {
        foreach (string old in Directory.GetFiles(folder, Pattern).OrderDescending(StringComparer.Ordinal).Skip(MostKept))
        {
            File.Delete(old);
        }
    }
}
