using System.Globalization;
using System.Text;

namespace Chat.Client.Tests.Tui.Painting;

/// <summary>
/// A terminal that counts columns letter by letter, as xterm, VTE and tmux do: it reads the bytes that the driver writes and knows what stands in each cell.
/// Its widths are its own, not the interface library's.
/// </summary>
internal sealed class TerminalModel
{
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615),
        (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE),
        (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B),
        (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF),
        (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x3247), (0x3250, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97C),
        (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18CFF), (0x18D00, 0x18D1E),
        (0x1AFF0, 0x1B2FB), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F265), (0x1F300, 0x1F320),
        (0x1F32D, 0x1F335), (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567), (0x1F57A, 0x1F57A),
        (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6D7),
        (0x1F6DC, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7EB), (0x1F7F0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945),
        (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
    ];

    private readonly string[,] _cells;
    private int _x;
    private int _y;

    public TerminalModel(int columns, int rows)
    {
        _cells = new string[rows, columns];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                _cells[y, x] = " ";
            }
        }
    }

    /// <summary>The links that were opened, in order.</summary>
    public List<string> Links { get; } = [];

    /// <summary>Control sequences other than those for place, colour and links, and characters that have no place on a screen.</summary>
    public List<string> Foreign { get; } = [];

    /// <summary>What stands in a cell; empty in the second one of a wide character.</summary>
    public string At(int x, int y) => _cells[y, x];

    /// <summary>Reads what the driver wrote.</summary>
    public void Write(string output)
    {
        for (int at = 0; at < output.Length;)
        {
            if (output[at] == '\u001b')
            {
                at = Sequence(output, at + 1);
                continue;
            }

            Rune.DecodeFromUtf16(output.AsSpan(at), out Rune rune, out int length);
            Put(rune);
            at += length;
        }
    }

    public static int Columns(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1,
    };

    private static bool IsRegional(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private int Sequence(string output, int at)
    {
        int end = at + 1;
        if (output[at] == ']')
        {
            end = output.IndexOf("\u001b\\", at, StringComparison.Ordinal);
            string command = output[(at + 1)..end];
            if (command.StartsWith("8;;", StringComparison.Ordinal))
            {
                Links.AddRange(command.Length > 3 ? [command[3..]] : Array.Empty<string>());
            }
            else
            {
                Foreign.Add(command);
            }

            return end + 2;
        }

        while (output[end] is (>= '0' and <= '9') or ';' or '?' or ':')
        {
            end++;
        }

        if (output[at] != '[' || output[end] != 'm')
        {
            Foreign.Add(output[at..(end + 1)]);
        }

        return end + 1;
    }

    private void Put(Rune rune)
    {
        int columns = Columns(rune);
        if (rune.Value == '\n')
        {
            (_x, _y) = (0, _y + 1);
            return;
        }

        if (Rune.IsControl(rune) || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200C))
        {
            Foreign.Add($"U+{rune.Value:X4}");
        }

        if (columns == 0)
        {
            // Joins what stands before it, wherever that is.
            int before = _x > 1 && _cells[_y, _x - 1].Length == 0 ? _x - 2 : _x - 1;
            if (before < 0)
            {
                Foreign.Add($"U+{rune.Value:X4} at the margin");
                return;
            }

            _cells[_y, before] += rune.ToString();
            return;
        }

        if (IsRegional(rune) && _x > 0 && Rune.TryGetRuneAt(_cells[_y, _x - 1] + " ", 0, out Rune first) && IsRegional(first))
        {
            // A flag: one column each, drawn as one.
            _cells[_y, _x - 1] += rune.ToString();
            _cells[_y, _x++] = string.Empty;
            return;
        }

        if (_x + columns > _cells.GetLength(1))
        {
            Foreign.Add($"U+{rune.Value:X4} beyond the margin");
            return;
        }

        _cells[_y, _x] = rune.ToString();
        if (columns == 2)
        {
            _cells[_y, _x + 1] = string.Empty;
        }

        _x += columns;
    }
}
