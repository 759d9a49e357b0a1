namespace Chat.Faults.Faults;

/// <summary>A fault to come.</summary>
/// <param name="Fault">Which.</param>
/// <param name="At">As soon as so many messages are acknowledged.</param>
/// <param name="Seed">Of its own choices.</param>
internal sealed record PlannedFault(IFault Fault, long At, int Seed);

/// <summary>Which faults come when. The same seed and wishes make the same plan.</summary>
internal static class FaultPlan
{
    /// <summary>Spreads the faults evenly over the messages, in a random order.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="wishes">How often each fault shall come.</param>
    /// <param name="messages">Messages to be acknowledged in the run.</param>
    public static IReadOnlyList<PlannedFault> Create(int seed, IEnumerable<(IFault Fault, int Times)> wishes, long messages)
    {
        var random = new Random(seed);
        IFault[] order = [.. wishes.SelectMany(wish => Enumerable.Repeat(wish.Fault, wish.Times))];
        random.Shuffle(order);
        double step = messages / (order.Length + 1.0);
        return [.. order.Select((fault, i) => new PlannedFault(fault, (long)(step * (i + 0.5 + random.NextDouble())), random.Next()))];
    }
}
