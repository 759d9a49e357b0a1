namespace Chat.Bench.Compare.Parts;

/// <summary>A goal whose figures one scenario on our server gives.</summary>
/// <param name="Arguments">The scenario.</param>
/// <param name="Quick">The same, shorter.</param>
/// <param name="Read">Takes the figures out of what it measured.</param>
internal sealed record ScenarioPart(
    string Name, string What, string Wanted, IReadOnlyList<string> Arguments, IReadOnlyList<string> Quick, Func<ScenarioRun, IReadOnlyList<Figure>> Read)
    : ComparePart(Name, What, Wanted)
{
    public override async Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel) =>
        Read(await run.OursAsync(run.Options.IsQuick ? Quick : Arguments, cancel).ConfigureAwait(false));
}
