using System.Globalization;
using System.Text;

namespace Chat.Server.Commands;

/// <summary>Columns of text for a terminal.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>The rows under their titles, without a line end after the last. What clients say of themselves is made harmless.</summary>
    public static string Of(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [titles, .. rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Harmless)])];
        int[] widths = [.. titles.Select((_, column) => all.Max(row => row[column].Length))];
        return string.Join(Environment.NewLine, all.Select(row => string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    /// <summary>A time to the minute, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Harmless(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isHarmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            shown.Append(isHarmless ? rune : new Rune('?'));
        }

        return shown.ToString();
    }
}
