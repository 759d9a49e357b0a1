namespace Chat.Fuzz.Inputs;

/// <summary>Changes bytes without knowing what they are.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Interesting =
    [
        [0], [0xFF], [0x80], [0xC0, 0xAF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0x1B, 0x5B], [0xC2, 0x9B], [0x22], [0x5C], [0x5C, 0x75], [0x7B], [0x7D], [0x5B], [0x5D], [0x2C], [0x3A], [0, 0, 0, 0], [0, 0, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 1], [0, 0x10, 0, 0], [0x16, 0x03, 1, 2], [0x47, 0x45, 0x54, 0x20],
    ];

    /// <summary>The bytes with one to four changes.</summary>
    public static byte[] Make(Dice dice, ReadOnlySpan<byte> seed)
    {
        List<byte> bytes = [.. seed];
        for (int changes = 1 + dice.Below(4); changes > 0; changes--)
        {
            int at = dice.Below(bytes.Count + 1);
            int length = Math.Min(dice.Below(1 + dice.Pick([1, 4, 64])), bytes.Count - at);
            switch (dice.Below(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << dice.Below(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)dice.Below(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(dice.Below(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4 when dice.OneIn(4):
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, dice.Pick(Interesting));
                    break;
            }
        }

        return [.. bytes];
    }
}
