namespace Chat.Faults.Commands;

internal static class ExitCodes
{
    /// <summary>No violation was found.</summary>
    public const int Ok = 0;

    /// <summary>The contract was broken.</summary>
    public const int Violations = 1;

    /// <summary>The command line is wrong, or the run could not be had as asked.</summary>
    public const int CouldNotRun = 2;
}
