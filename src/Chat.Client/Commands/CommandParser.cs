using Chat.Client.Text;

namespace Chat.Client.Commands;

/// <summary>What became of a line: a command, or what is wrong with it. Neither for a blank line.</summary>
/// <param name="Command">The command, where the line is one.</param>
/// <param name="Problem">What is wrong and what to write instead.</param>
internal readonly record struct ParsedLine(ChatCommand? Command, string? Problem);

/// <summary>Reads typed lines.</summary>
internal static class CommandParser
{
    /// <summary>Reads one line. Text that begins with a slash is a command; <c>//text</c> is the text <c>/text</c>.</summary>
    public static ParsedLine Parse(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return default;
        }

        if (!line.StartsWith('/'))
        {
            return new ParsedLine(new ChatCommand.Say(line), null);
        }

        return line.StartsWith("//", StringComparison.Ordinal)
            ? new ParsedLine(new ChatCommand.Say(line[1..]), null)
            : ParseCommand(line);
    }

    private static ParsedLine ParseCommand(string line)
    {
        int end = line.AsSpan().IndexOfAny(" \t\r\n");
        string name = end < 0 ? line : line[..end];
        string rest = end < 0 ? string.Empty : line[end..].Trim();
        CommandInfo? info = CommandTable.Find(name);
        if (info is null)
        {
            return new ParsedLine(null, Unknown(name));
        }

        if (info.Doubt(rest) is { } doubt)
        {
            return new ParsedLine(null, doubt);
        }

        return info.Read(rest) is { } command
            ? new ParsedLine(command, null)
            : new ParsedLine(null, $"usage: {info.Usage} (for example {info.Example})");
    }

    private static string Unknown(string name)
    {
        string shown = CleanText.Line(name);
        return NearestMatch.Find(name, CommandTable.All.Select(info => info.Name)) is { } near
            ? $"unknown command {shown}; did you mean {near}?"
            : $"unknown command {shown}; /help lists the commands, and //text sends text that begins with a slash";
    }
}
