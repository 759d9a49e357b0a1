using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Chat.Client.Settings;

/// <summary>The kinds of values that settings have.</summary>
internal static class SettingKinds
{
    /// <summary><c>on</c> or <c>off</c>.</summary>
    public static SettingKind<bool> Flag { get; } = new FlagKind();

    /// <summary>Any text, perhaps none.</summary>
    public static SettingKind<string> Text { get; } = new TextKind("a text");

    /// <summary>Words with commas between, perhaps none.</summary>
    public static SettingKind<IReadOnlyList<string>> Words { get; } = new WordsKind();

    /// <summary>A whole number within bounds.</summary>
    public static SettingKind<int> Number(int least, int most) => new NumberKind(least, most);

    /// <summary>One value of an enum, written small.</summary>
    public static SettingKind<T> OneOf<T>()
        where T : struct, Enum => new EnumKind<T>();

    private sealed class FlagKind : SettingKind<bool>
    {
        public override string Values => "on or off";

        public override IReadOnlyList<string> Choices => ["on", "off"];

        public override bool TryRead(string written, out bool value)
        {
            string word = written.Trim();
            value = word.Equals("on", StringComparison.OrdinalIgnoreCase) || word.Equals("true", StringComparison.OrdinalIgnoreCase) || word.Equals("yes", StringComparison.OrdinalIgnoreCase);
            return value || word.Equals("off", StringComparison.OrdinalIgnoreCase) || word.Equals("false", StringComparison.OrdinalIgnoreCase) || word.Equals("no", StringComparison.OrdinalIgnoreCase);
        }

        public override string Write(bool value) => value ? "on" : "off";
    }

    private sealed class TextKind(string values) : SettingKind<string>
    {
        public override string Values => values;

        public override bool TryRead(string written, out string value)
        {
            value = written.Trim();
            return true;
        }

        public override string Write(string value) => value;
    }

    private sealed class WordsKind : SettingKind<IReadOnlyList<string>>
    {
        public override string Values => "words with commas between";

        public override bool TryRead(string written, out IReadOnlyList<string> value)
        {
            value = written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return true;
        }

        public override string Write(IReadOnlyList<string> value) => string.Join(", ", value);
    }

    private sealed class NumberKind(int least, int most) : SettingKind<int>
    {
        public override string Values => string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");

        public override bool TryRead(string written, out int value) =>
            int.TryParse(written.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;

        public override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private sealed class EnumKind<T> : SettingKind<T>
        where T : struct, Enum
    {
        public override string Values => string.Join(", ", Choices.SkipLast(1)) + " or " + Choices[^1];

        public override IReadOnlyList<string> Choices { get; } = [.. Enum.GetNames<T>().Select(Written)];

        public override bool TryRead(string written, [MaybeNullWhen(false)] out T value)
        {
            int index = Choices.ToList().FindIndex(choice => choice.Equals(written.Trim(), StringComparison.OrdinalIgnoreCase));
            value = index < 0 ? default : Enum.GetValues<T>()[index];
            return index >= 0;
        }

        public override string Write(T value) => Written(value.ToString());

        // HighContrast is written high-contrast.
        private static string Written(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
