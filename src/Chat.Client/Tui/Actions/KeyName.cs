using System.Diagnostics.CodeAnalysis;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Actions;

/// <summary>
/// How keys are written: <c>Ctrl+N</c>, <c>Alt+Down</c>, <c>F1</c>. People who come from elsewhere may write <c>C-n</c>, <c>M-x</c>, <c>^N</c>, <c>Ctrl-N</c>,
/// <c>PgUp</c>; what the client writes is always the first form.
/// </summary>
internal static class KeyName
{
    /// <summary>What to write, for errors and help.</summary>
    public const string Form = "a key such as Ctrl+N, Alt+Down, Shift+Tab, PageUp or F1";

    // Name as written here → the library's.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Up"] = "CursorUp",
        ["Down"] = "CursorDown",
        ["Left"] = "CursorLeft",
        ["Right"] = "CursorRight",
        ["PgUp"] = "PageUp",
        ["PgDn"] = "PageDown",
        ["PgDown"] = "PageDown",
        ["Del"] = "Delete",
        ["Ins"] = "Insert",
        ["Escape"] = "Esc",
        ["Return"] = "Enter",
        ["BS"] = "Backspace",
        ["Plus"] = "+",
        ["Minus"] = "-",
        ["Comma"] = ",",
    };

    /// <summary>Reads a key as a person writes it.</summary>
    /// <param name="written">The key.</param>
    /// <param name="mayBeLetter">True where a key that one types is fine too; a capital stands for itself then.</param>
    /// <param name="key">The key where it is one that can be bound.</param>
    /// <param name="problem">Otherwise: what is wrong and what to write.</param>
    public static bool TryParse(string written, bool mayBeLetter, [NotNullWhen(true)] out Key? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = $"\"{written}\" is no key; write {Form}";
        string rest = written.Trim();
        string modifiers = string.Empty;
        if (rest is ['^', _])
        {
            (modifiers, rest) = ("Ctrl+", rest[1..]);
        }

        while (rest.IndexOfAny(['+', '-'], Math.Min(1, rest.Length)) is > 0 and var end && end < rest.Length - 1)
        {
            if (Modifier(rest[..end]) is not { } modifier)
            {
                return false;
            }

            (modifiers, rest) = (modifiers.Contains(modifier, StringComparison.Ordinal) ? modifiers : modifiers + modifier, rest[(end + 1)..]);
        }

        if (rest.Equals("BackTab", StringComparison.OrdinalIgnoreCase))
        {
            (modifiers, rest) = (modifiers + "Shift+", "Tab");
        }

        if (mayBeLetter && modifiers.Length == 0 && rest.Length == 1 && !char.IsControl(rest[0]) && rest[0] != ' ')
        {
            (key, problem) = (new Key(rest[0]), null);
            return true;
        }

        string name = Names.GetValueOrDefault(rest, rest);
        name = name.Length == 1 ? name.ToLowerInvariant() : name;
        bool isWord = name.Length > 1 && name.All(char.IsAsciiLetterOrDigit) && !char.IsAsciiDigit(name[0]);
        if ((name.Length != 1 && !isWord) || !Key.TryParse(modifiers + name, out Key? read))
        {
            return false;
        }

        if (name.Length == 1 && modifiers is "" or "Shift+")
        {
            problem = $"\"{written}\" is what one types; write Ctrl+{rest.ToUpperInvariant()} or Alt+{rest.ToUpperInvariant()}";
            return false;
        }

        (key, problem) = (read, null);
        return true;
    }

    /// <summary>A key as it is written here.</summary>
    public static string Write(Key key)
    {
        string written = key.ToString();
        int name = written.LastIndexOf('+', Math.Max(0, written.Length - 2)) + 1;
        string last = written[name..] switch
        {
            "+" => "Plus",
            "-" => "Minus",
            "," => "Comma",
            var other => other.Replace("Cursor", string.Empty, StringComparison.Ordinal),
        };
        return written[..name] + last;
    }

    private static string? Modifier(string written) => written.ToLowerInvariant() switch
    {
        "ctrl" or "control" or "c" => "Ctrl+",
        "alt" or "meta" or "m" or "a" => "Alt+",
        "shift" or "s" => "Shift+",
        _ => null,
    };
}
