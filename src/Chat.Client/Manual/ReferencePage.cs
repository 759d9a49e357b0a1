using System.Text;
using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Manual;

/// <summary>The page <c>docs/client-reference.md</c>: all commands, keys and settings, made from the tables that the program itself works with.</summary>
internal static class ReferencePage
{
    /// <summary>The page in Markdown.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# The client: all commands, keys and settings\n\nMade by `Chat.Client manual --markdown` from what the program itself works with; [client.md](client.md) tells the rest.\n");
        Table(page, "Commands", ["command", "does", "examples"], CommandTable.All.Select(info =>
        {
            CommandNotes notes = CommandNotes.Of(info);
            return new[] { Code(info.Usage), Cell(string.Join(' ', [info.Help, .. notes.More])), string.Join("<br>", notes.Examples.Select(Code)) };
        }));
        Table(page, "Keys", ["name", "keys", "does"], ActionTable.All.Select(action =>
            new[] { Code(action.Name), Cell(BoundKeys.Write(ActionMap.DefaultsOf(action))), Cell(action.Help) }));
        Table(page, "Settings", ["setting", "values", "default", "does"], SettingsTable.All.Select(setting =>
            new[] { Code(setting.Name), Cell(setting.Values), setting.WrittenDefault.Length == 0 ? "empty" : Code(setting.WrittenDefault), Cell(setting.Help) }));
        Table(page, "Profiles", ["in `[profile NAME]`", "example", "does"], ProfileKey.All.Select(key =>
            new[] { Code(key.Name), Code(key.Example), Cell(key.Help) }));
        return page.ToString();
    }

    private static void Table(StringBuilder page, string heading, string[] columns, IEnumerable<string[]> rows)
    {
        page.Append("\n## ").Append(heading).Append("\n\n| ").AppendJoin(" | ", columns).Append(" |\n|").Append(string.Concat(columns.Select(_ => "---|"))).Append('\n');
        foreach (string[] row in rows)
        {
            page.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }
    }

    private static string Code(string text) => $"`{Cell(text)}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
