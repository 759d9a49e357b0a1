namespace Chat.Bench.Compare.Parts;

/// <summary>How long the published client takes until one sees it.</summary>
internal sealed record ClientPart() : ComparePart("client", "client start to first paint", "≤ 0.6 s published")
{
    public override async Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel)
    {
        string[] arguments =
        [
            "--starts-only", "--starts", run.Options.IsQuick ? "3" : "7", "--start", run.Options.Server,
            .. run.Options.Client is { } client ? (string[])["--client", client] : [],
        ];
        ScenarioRun one = await run.MeasureAsync("client", run.Options.ClientBench, arguments, cancel).ConfigureAwait(false);
        return [new Figure("s", "N2", Spread.Of(one.Numbers("firstPaintSeconds")), Limit.AtMost(0.6))];
    }
}
