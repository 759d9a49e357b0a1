using System.Globalization;

namespace Chat.Bench.Compare.Parts;

/// <summary>How many messages reach a large room, against the peers in turn.</summary>
/// <param name="Senders">How many of the members send.</param>
/// <param name="InFlight">Messages each has unacknowledged.</param>
/// <param name="Factor">How many times as many deliveries as InspIRCd's.</param>
internal sealed record FanoutPart(int Senders, int InFlight, double Factor) : ComparePart(
    string.Create(CultureInfo.InvariantCulture, $"fanout-{Senders}x{InFlight}"),
    string.Create(CultureInfo.InvariantCulture, $"fan-out, 1,000 members, {Senders} × {InFlight}"),
    string.Create(CultureInfo.InvariantCulture, $"≥ {Factor} × InspIRCd's deliveries a second"))
{
    private const string Deliveries = "deliveriesPerSecond";
    private const string Cost = "serverMicrosecondsPerDelivery";
    private const string Memory = "serverRssMiB";
    private const string GeneratorCpu = "generatorCpuSeconds";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel)
    {
        string[] arguments =
        [
            "fanout", "--members", "1000", "--senders", CompareRun.Text(Senders), "--in-flight", CompareRun.Text(InFlight),
            .. run.Options.IsQuick ? (string[])["--warmup", "3", "--seconds", "3"] : ["--warmup", "6", "--seconds", "8"],
        ];
        var measured = run.Contenders.ToDictionary(contender => contender, _ => new List<ScenarioRun>());
        for (int round = 1; round <= run.Options.Rounds; round++)
        {
            foreach (Contender contender in run.Contenders)
            {
                ScenarioRun one = await run.MeasureAsync(contender, arguments, cancel).ConfigureAwait(false);
                measured[contender].Add(one);
                if (one.Why is null)
                {
                    run.Say(string.Create(CultureInfo.InvariantCulture, $"round {round}  {contender.Name,-10} {one.Number(Deliveries),12:N0} deliveries/s {one.Number(Cost),8:N2} µs/delivery"));
                }
            }
        }

        run.Print(
            ["deliveries/s", "server CPU µs/delivery", "server RSS MiB", "generator CPU s"],
            run.Contenders.Select(c => (c.Name, (IReadOnlyList<string>)[Text(measured[c], Deliveries, "N0"), Text(measured[c], Cost, "N2"), Text(measured[c], Memory, "N0"), Text(measured[c], GeneratorCpu, "N1")])));
        List<ScenarioRun> ours = measured[run.Contenders[0]];
        return
        [
            .. run.Contenders.Skip(1).Select((peer, i) => new Figure(
                $"× {peer.Name}", "N2", Spread.OfRatios(ours.Select(r => r.Number(Deliveries)), measured[peer].Select(r => r.Number(Deliveries))), i == 0 ? Limit.AtLeast(Factor) : null)),
            new Figure("deliveries/s", "N0", Of(ours, Deliveries)),
            new Figure("µs/delivery", "N2", Of(ours, Cost)),
        ];
    }

    private static Spread? Of(IEnumerable<ScenarioRun> runs, string path) => Spread.Of(runs.Select(r => r.Number(path)).OfType<double>());

    private static string Text(IEnumerable<ScenarioRun> runs, string path, string format) => Of(runs, path)?.Text(format) ?? "-";
}
