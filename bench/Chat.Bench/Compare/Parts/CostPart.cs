using System.Globalization;

namespace Chat.Bench.Compare.Parts;

/// <summary>Whether a delivery costs as much in a large room as in a small one.</summary>
internal sealed record CostPart() : ComparePart("cost", "cost per delivery at 100, 1,000, 5,000 members", "flat within 20 %")
{
    private const double Flat = 1.2;
    private static readonly int[] Sizes = [100, 1000, 5000];

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel)
    {
        var costs = Sizes.ToDictionary(size => size, _ => new List<double?>());
        for (int round = 0; round < run.Options.Rounds; round++)
        {
            foreach (int size in Sizes)
            {
                string[] seconds = run.Options.IsQuick ? ["--warmup", "3", "--seconds", "3"] : ["--warmup", "6", "--seconds", "6"];
                ScenarioRun one = await run.OursAsync(["fanout", "--members", CompareRun.Text(size), .. seconds], cancel).ConfigureAwait(false);
                costs[size].Add(one.Number("serverMicrosecondsPerDelivery"));
            }
        }

        Spread?[] spreads = [.. Sizes.Select(size => Spread.Of(costs[size].OfType<double>()))];
        double[] medians = [.. spreads.OfType<Spread>().Select(spread => spread.Median)];
        Spread? highest = medians.Length == Sizes.Length ? Spread.Of([medians.Max() / medians.Min()]) : null;
        return
        [
            new Figure("highest to lowest", "N2", highest, Limit.AtMost(Flat)),
            .. Sizes.Zip(spreads, (size, spread) => new Figure(string.Create(CultureInfo.InvariantCulture, $"{size:N0} members, µs"), "N2", spread)),
        ];
    }
}
