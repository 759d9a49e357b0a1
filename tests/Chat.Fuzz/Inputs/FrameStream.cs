using System.Buffers.Binary;

namespace Chat.Fuzz.Inputs;

/// <summary>Several frames behind one another, with prefixes that are right, nearly right or wrong.</summary>
internal static class FrameStream
{
    /// <summary>The stream of up to nine frames.</summary>
    public static byte[] Make(Dice dice, IReadOnlyList<Seed> seeds)
    {
        List<byte> stream = [];
        for (int frames = dice.Below(10); frames > 0; frames--)
        {
            stream.AddRange(Prefixed(ObjectMutator.Make(dice, seeds), dice.OneIn(12) ? Wrong(dice) : 0));
        }

        byte[] bytes = [.. stream];
        return dice.OneIn(6) ? ByteMutator.Make(dice, bytes) : bytes;
    }

    /// <summary>A frame whose prefix is off by so much.</summary>
    public static byte[] Prefixed(ReadOnlySpan<byte> json, long off = 0)
    {
        byte[] frame = new byte[4 + json.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, unchecked((uint)(json.Length + off)));
        json.CopyTo(frame.AsSpan(4));
        return frame;
    }

    private static long Wrong(Dice dice) => dice.Pick([-1L, 1, -4, 4, 300, 65_536, 0x7FFF_0000, -100_000, 0x1603_0000, 0x4745_5420]);
}
