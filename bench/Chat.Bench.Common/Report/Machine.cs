using System.Globalization;
using System.Runtime.InteropServices;

namespace Chat.Bench.Common.Report;

/// <summary>What the figures were seen on.</summary>
/// <param name="Cores">Logical processors that this process may use.</param>
/// <param name="Cpu">The model, or the architecture where the system does not tell.</param>
/// <param name="Os">System and version.</param>
/// <param name="Runtime">.NET and version.</param>
/// <param name="LoadBefore">Mean number of runnable tasks in the last minute, before the run; null where the system does not tell.</param>
public sealed record Machine(int Cores, string Cpu, string Os, string Runtime, double? LoadBefore)
{
    /// <summary>This machine.</summary>
    public static Machine Read() => new(
        Environment.ProcessorCount,
        ReadCpu() ?? RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        ReadLoad());

    /// <summary>One line.</summary>
    public override string ToString()
    {
        string load = LoadBefore is { } value ? string.Create(CultureInfo.InvariantCulture, $", load before {value:0.0}") : "";
        return $"{Cores} cores, {Cpu}, {Os}, {Runtime}{load}";
    }

    private static string? ReadCpu()
    {
        const string CpuInfo = "/proc/cpuinfo";
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }

        return File.Exists(CpuInfo)
            ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
    }

    private static double? ReadLoad()
    {
        const string LoadAverage = "/proc/loadavg";
        return File.Exists(LoadAverage)
            && double.TryParse(File.ReadAllText(LoadAverage).Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double load)
            ? load
            : null;
    }
}
