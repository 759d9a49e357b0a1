using Chat.Client.Text;

namespace Chat.Client.Commands;

/// <summary>What <c>/help</c> says, made from <see cref="CommandTable"/>.</summary>
internal static class HelpText
{
    /// <summary>All commands, or one of them.</summary>
    public static CommandOutcome For(string? command)
    {
        if (command is null)
        {
            int width = CommandTable.All.Max(info => info.Usage.Length);
            return new CommandOutcome.Told(
                "Commands",
                [
                    .. CommandTable.All.Select(info => $"{info.Usage.PadRight(width)}  {info.Help}"),
                    "Any other text goes to the current room; //text sends text that begins with a slash.",
                ]);
        }

        return CommandTable.Find(command) is { } found
            ? new CommandOutcome.Told(found.Usage, [found.Help, $"Example: {found.Example}"])
            : new CommandOutcome.Refused($"there is no command {CleanText.Line(command)}; /help lists them");
    }
}
