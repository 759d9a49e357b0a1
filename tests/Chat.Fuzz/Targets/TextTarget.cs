using System.Globalization;
using System.Text;
using Chat.Client.Plain.Json;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;

namespace Chat.Fuzz.Targets;

/// <summary>Texts on their way to a terminal: nothing controls it, hides or piles up, rows keep their width, and cleaning twice is cleaning once.</summary>
internal sealed class TextTarget : IFuzzTarget
{
    private const int MostMarks = 6;

    private static readonly TextOptions[] Options = [new(), new() { IsRaw = true }, new() { HasMarkup = false }];

    public string Name => "text";

    public int Turn => 500;

    public byte[] Make(Dice dice) => Cuts.Input(Nasty.Text(dice));

    public ValueTask RunAsync(byte[] input)
    {
        string text = Cuts.Text(input);
        Dice dice = Dice.Of(input);
        Check(text, CleanText.Line, breaks: false);
        Check(text, t => CleanText.Block(t), breaks: true);
        Check(text, t => CleanText.Block(t, joinsEmoji: true), breaks: true);
        foreach ((string piece, _) in RawText.Pieces(text))
        {
            CheckShown("as it came", piece, breaks: true);
        }

        FuzzException.Require(!RawText.ForClipboard(text).Any(c => char.IsControl(c) && c is not ('\n' or '\t')), "Nothing on the clipboard controls a terminal.");
        FuzzException.Require(Ascii.IsValid(JsonLine.Of("x", ("text", text))) && !JsonLine.Of("x", ("text", text)).Any(char.IsControl), "JSON for programs is one line of ASCII.");
        CheckRows(text, dice.Pick(Options), 1 + dice.Below(dice.Pick([4, 100])));
        return ValueTask.CompletedTask;
    }

    private static void Check(string text, Func<string, string> clean, bool breaks)
    {
        string once = clean(text);
        CheckShown("in a clean text", once, breaks);
        FuzzException.Require(clean(once) == once, "Cleaning clean text changes it.");
        FuzzException.Require(once.Length <= (4 * text.Length) + 8, "Clean text is about as long as what came.");
        int marks = 0;
        foreach (Rune rune in once.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            FuzzException.Require(marks <= MostMarks, "Marks do not pile up.");
        }
    }

    private static void CheckShown(string place, string text, bool breaks)
    {
        for (int at = 0; at < text.Length;)
        {
            FuzzException.Require(Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length) == System.Buffers.OperationStatus.Done, $"Half of a character is shown {place}.");
            at += length;
            bool isShown = (breaks && rune.Value == '\n') || rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            FuzzException.Require(isShown, string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4} is shown {place}."));
        }
    }

    private static void CheckRows(string text, TextOptions options, int width)
    {
        foreach (IReadOnlyList<Span> row in RowWrap.Wrap(MessageText.Spans(text, Ink.Normal, options), width, 1))
        {
            string line = string.Concat(row.Select(span => span.Text));
            FuzzException.Require(Glyphs.Columns(line) <= width, "A row keeps its width.");
            CheckShown($"in a row of {options}", line, breaks: false);
        }
    }
}
