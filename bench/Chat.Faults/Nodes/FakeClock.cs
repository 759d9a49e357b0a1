using System.Globalization;

namespace Chat.Faults.Nodes;

/// <summary>
/// libfaketime (https://github.com/wolfcw/libfaketime): gives a process another time of day, which is changed while the process runs. Its timers go on as before.
/// </summary>
internal sealed class FakeClock
{
    private const string Library = "libfaketimeMT.so.1";

    private static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib64/faketime", "/usr/lib/faketime", "/usr/local/lib/faketime",
    ];

    private readonly string _file;

    private FakeClock(string library, string file)
    {
        _file = file;
        Shift(TimeSpan.Zero);
        Environment = new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

            // Otherwise waits with a time limit end at once, on a C library that needs no such mending.
            ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        };
    }

    /// <summary>Variables for the process that shall have this clock.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>Finds the library; null where it is not installed.</summary>
    /// <param name="directory">For the file that holds the shift.</param>
    public static FakeClock? TryFind(string directory) =>
        Places.Select(place => Path.Combine(place, Library)).FirstOrDefault(File.Exists) is { } library
            ? new FakeClock(library, Path.Combine(directory, "faketime"))
            : null;

    /// <summary>Sets the clock so far off the true time. The process notices within a second.</summary>
    public void Shift(TimeSpan by) => File.WriteAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{by.TotalSeconds:+0;-0;+0}\n"));
}
