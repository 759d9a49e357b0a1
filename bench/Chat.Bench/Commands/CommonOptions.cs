using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Report;

namespace Chat.Bench.Commands;

/// <summary>Options that every scenario has.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Start = new("--start")
    {
        HelpName = "PATH",
        Description = "Chat.Server.dll to start as a process of its own [default: the one built with this program]",
    };

    public static readonly Option<string?> Json = new("--json") { HelpName = "FILE", Description = "Also write everything as JSON" };

    public static readonly Option<string?> Chart = MakeChart();

    public static readonly Option<int> Runs = Numbers.Count("--runs", 1, 1, 100, "Run so many times, each on a fresh server, and print min, median and max");

    private static Option<string?> MakeChart()
    {
        var option = new Option<string?>("--chart") { HelpName = "FILE", Description = "Also draw charts into a file that ends in .svg or .png" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !ChartFile.CanSave(path))
            {
                result.AddError("--chart needs a file that ends in .svg or .png.");
            }
        });
        return option;
    }
}
