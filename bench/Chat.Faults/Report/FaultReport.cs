using System.Globalization;
using Chat.Faults.Checking;
using Chat.Faults.Faults;
using Chat.Faults.History;
using Chat.Faults.Running;

namespace Chat.Faults.Report;

/// <summary>Prints what came out.</summary>
internal static class FaultReport
{
    private const int NameWidth = 34;
    private const int NumberWidth = 14;

    /// <summary>The table of faults and the totals of a run.</summary>
    public static void Print(TextWriter output, RunResult run)
    {
        output.WriteLine();
        output.WriteLine(Row("fault", ["times", "connections", "in flight", "most"]));
        foreach (FaultTally tally in run.Faults)
        {
            double mean = tally.Times == 0 ? 0 : (double)tally.InFlight / tally.Times;
            output.WriteLine(Row(tally.Fault.Name, [Number(tally.Times), Number(tally.Connections), Number(mean), Number(tally.MostInFlight)]));
        }

        foreach ((IFault fault, string why) in run.LeftOut)
        {
            output.WriteLine($"left out: {fault.Name}: {why}");
        }

        output.WriteLine();
        Line(output, "acknowledged messages", run.Gauge.Acknowledged);
        Line(output, "acknowledged messages/s", run.Gauge.Acknowledged / run.Duration.TotalSeconds);
        Line(output, "attempts refused", run.Gauge.Refused);
        Line(output, "attempts without an answer", run.Gauge.Unknown);
        Line(output, "repetitions acknowledged again", run.Gauge.Repeated);
        Line(output, "reconnects", run.Gauge.Reconnects);
        Line(output, "gaps told", run.Gauge.Gaps);
        Line(output, "messages seen by clients", run.Gauge.Seen);
        Line(output, "messages in the logs", run.History.Logs.Sum(log => (long)log.Count));
        Line(output, "server processes", run.Lives);
        Line(output, "seconds", run.Duration.TotalSeconds);
    }

    /// <summary>The violations by kind, and the first few in full.</summary>
    public static void Print(TextWriter output, Findings findings)
    {
        output.WriteLine();
        output.WriteLine($"violations: {Number(findings.Total)}");
        foreach ((ViolationKind kind, long count) in findings.Counts)
        {
            output.WriteLine(Row($"  {kind}", [Number(count)]));
        }

        foreach (Violation violation in findings.First)
        {
            output.WriteLine($"  {violation.Kind}: {violation.Text}");
        }
    }

    /// <summary>What a history holds, for one that is checked again.</summary>
    public static void Print(TextWriter output, RunHistory history)
    {
        output.WriteLine($"seed     {history.Seed}");
        Line(output, "messages asked for", history.Clients.Sum(c => (long)c.Asks.Count));
        Line(output, "answers", history.Clients.Sum(c => (long)c.Answers.Count));
        Line(output, "messages and places seen", history.Clients.Sum(c => (long)c.Sights.Count));
        Line(output, "messages in the logs", history.Logs.Sum(log => (long)log.Count));
    }

    private static void Line(TextWriter output, string label, double value) => output.WriteLine(Row(label, [Number(value)]));

    private static string Row(string label, IEnumerable<string> values) => label.PadRight(NameWidth) + string.Concat(values.Select(v => v.PadLeft(NumberWidth)));

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
