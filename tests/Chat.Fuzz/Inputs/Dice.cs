namespace Chat.Fuzz.Inputs;

/// <summary>A source of choices that is the same for the same seed, on every machine and version (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The dice of one input: each is made apart from all others, so that one can be made again alone.</summary>
    public static Dice Of(int seed, string target, long input)
    {
        ulong mixed = (ulong)seed;
        foreach (char c in target)
        {
            mixed = new Dice(mixed ^ c).Next();
        }

        return new Dice(mixed ^ new Dice((ulong)input).Next());
    }

    /// <summary>The dice of some bytes, for choices that belong to an input and must be the same when it is replayed.</summary>
    public static Dice Of(ReadOnlySpan<byte> input)
    {
        const ulong prime = 0x100000001b3;
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in input)
        {
            hash = (hash ^ b) * prime;
        }

        return new Dice(hash);
    }

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];
}
