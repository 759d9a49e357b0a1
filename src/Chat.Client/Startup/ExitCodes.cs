using Chat.Protocol;
using Chat.Sdk;

namespace Chat.Client.Startup;

/// <summary>What the program's exit codes mean; <c>docs/client.md</c> and <c>--help</c> tell them to people.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>The server refused, or the connection ended for good.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong or lacks something.</summary>
    public const int Usage = 2;

    /// <summary>The server could not be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The server's certificate is not trusted, or not the pinned one.</summary>
    public const int Untrusted = 4;

    /// <summary>A fault of the program itself; a report tells of it. As in sysexits.h.</summary>
    public const int Crashed = 70;

    /// <summary>Ended by Ctrl-C; 128 plus the signal's number, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by the loss of the terminal.</summary>
    public const int HungUp = 129;

    /// <summary>Ended by a request to terminate.</summary>
    public const int Terminated = 143;

    /// <summary>The code for a refusal.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/> or <see cref="SdkErrorCodes"/>.</param>
    public static int Of(string code) => code switch
    {
        SdkErrorCodes.Unreachable or SdkErrorCodes.Timeout => Unreachable,
        SdkErrorCodes.BadOptions => Usage,
        SdkErrorCodes.Untrusted => Untrusted,
        _ => Refused,
    };

    /// <summary>A line for <c>--help</c>.</summary>
    public const string Summary = "Exit codes: 0 done, 1 refused or disconnected for good, 2 wrong usage, 3 server unreachable, 4 server not trusted, 70 crashed, 129/130/143 ended by SIGHUP/SIGINT/SIGTERM.";
}
