namespace Chat.Faults.Faults;

/// <summary>How often a fault struck, and what it hit.</summary>
internal sealed class FaultTally(IFault fault)
{
    private readonly Lock _gate = new();

    public IFault Fault { get; } = fault;

    public int Times { get; private set; }

    public long Connections { get; private set; }

    /// <summary>Messages in flight when it struck, all strikes together.</summary>
    public long InFlight { get; private set; }

    /// <summary>Most messages in flight when it struck.</summary>
    public long MostInFlight { get; private set; }

    public void Strike(long inFlight)
    {
        lock (_gate)
        {
            Times++;
            InFlight += inFlight;
            MostInFlight = Math.Max(MostInFlight, inFlight);
        }
    }

    public void Hit(int connections)
    {
        lock (_gate)
        {
            Connections += connections;
        }
    }
}
