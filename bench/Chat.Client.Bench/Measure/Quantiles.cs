namespace Chat.Client.Bench.Measure;

/// <summary>Durations and their order.</summary>
internal sealed class Quantiles
{
    private readonly List<double> _ms = [];

    /// <summary>All, in the order in which they were added, in milliseconds.</summary>
    public IReadOnlyList<double> All => _ms;

    /// <summary>Adds one.</summary>
    public void Add(TimeSpan duration) => _ms.Add(duration.TotalMilliseconds);

    /// <summary>The duration that this share was not longer than, in milliseconds.</summary>
    public double Ms(double share)
    {
        double[] sorted = [.. _ms.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
