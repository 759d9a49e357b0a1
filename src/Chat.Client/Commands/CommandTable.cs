using Chat.Client.Commands.Table;

namespace Chat.Client.Commands;

/// <summary>All commands: the one source for parsing, <c>/help</c>, completion and hints.</summary>
internal static class CommandTable
{
    /// <summary>The commands in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } = [.. TalkCommands.All, .. ModerationTable.All, .. ViewCommands.All, .. PaneCommands.All, .. AttentionCommands.All, .. TextCommands.All, .. AccountTable.All, .. ConfigurationTable.All, .. ProgramCommands.All];

    /// <summary>The command of that name, with or without the slash, in any case; null when there is none.</summary>
    public static CommandInfo? Find(string name)
    {
        string written = name.StartsWith('/') ? name : "/" + name;
        return All.FirstOrDefault(info => info.Name.Equals(written, StringComparison.OrdinalIgnoreCase));
    }
}
