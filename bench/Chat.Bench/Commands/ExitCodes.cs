namespace Chat.Bench.Commands;

internal static class ExitCodes
{
    /// <summary>Measured, and everything arrived.</summary>
    public const int Ok = 0;

    /// <summary>The run failed, or not everything arrived: the figures count for nothing.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongArguments = 2;
}
