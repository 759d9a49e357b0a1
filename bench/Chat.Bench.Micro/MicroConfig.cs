using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Chat.Bench.Micro;

/// <summary>How the benchmarks run: within this process, so that nothing else must be built.</summary>
internal static class MicroConfig
{
    /// <param name="isShort">Everything within a minute or two, for the bytes rather than the times.</param>
    public static IConfig Create(bool isShort)
    {
        Job job = isShort ? Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(150)) : Job.Default;
        return ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
            .WithOption(ConfigOptions.JoinSummary, true);
    }
}
