namespace Chat.Bench.Compare;

/// <summary>Measures what one goal is about.</summary>
/// <param name="Name">As <c>--only</c> names it.</param>
/// <param name="What">What is measured.</param>
/// <param name="Wanted">The goal, for people.</param>
internal abstract record ComparePart(string Name, string What, string Wanted)
{
    /// <summary>Measures it.</summary>
    /// <returns>The figures of the goal; without a value where something could not be had.</returns>
    public abstract Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel);
}
