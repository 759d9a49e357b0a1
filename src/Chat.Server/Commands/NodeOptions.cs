using System.CommandLine;

namespace Chat.Server.Commands;

/// <summary>How a command is told which node it is about.</summary>
internal static class NodeOptions
{
    /// <summary>Where the node keeps its data.</summary>
    public static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "The node's data directory [default: data]",
        Recursive = true,
    };

    /// <summary>The node's settings.</summary>
    public static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "The node's settings file",
        Recursive = true,
    };
}
