using System.Buffers;
using System.Text;

namespace Chat.Fuzz.Inputs;

/// <summary>Bytes and texts as they may come.</summary>
internal static class Cuts
{
    /// <summary>The bytes in segments of any length, empty ones too.</summary>
    public static ReadOnlySequence<byte> Segments(ReadOnlyMemory<byte> bytes, Dice dice)
    {
        var first = new Segment(default, null);
        Segment last = first;
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(dice.Below(dice.Pick([2, 9, 200])), bytes.Length);
            last = new Segment(bytes[..length], last);
            bytes = bytes[length..];
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>An input as text: UTF-8 with its errors replaced, or bare UTF-16 units, halves of pairs and all.</summary>
    public static string Text(byte[] input) => input.Length == 0 ? string.Empty
        : input[0] == 0 ? Encoding.UTF8.GetString(input.AsSpan(1))
        : string.Create((input.Length - 1) / 2, input, (units, bytes) =>
        {
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = (char)(bytes[1 + (2 * i)] | (bytes[2 + (2 * i)] << 8));
            }
        });

    /// <summary>A text as an input that <see cref="Text"/> reads back, unit by unit.</summary>
    public static byte[] Input(string text)
    {
        byte[] input = new byte[1 + (2 * text.Length)];
        input[0] = 1;
        for (int i = 0; i < text.Length; i++)
        {
            input[1 + (2 * i)] = (byte)text[i];
            input[2 + (2 * i)] = (byte)(text[i] >> 8);
        }

        return input;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
