namespace Chat.Faults.Checking;

/// <summary>A set of seqs, one bit each.</summary>
internal sealed class SeqSet
{
    private const int Bits = 64;

    private ulong[] _words = new ulong[16];

    /// <summary>Adds a seq; false where it is in already.</summary>
    public bool Add(long seq)
    {
        (int word, ulong bit) = Place(seq);
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        bool isNew = (_words[word] & bit) == 0;
        _words[word] |= bit;
        return isNew;
    }

    public bool Contains(long seq)
    {
        (int word, ulong bit) = Place(seq);
        return word < _words.Length && (_words[word] & bit) != 0;
    }

    private static (int Word, ulong Bit) Place(long seq) => ((int)(seq / Bits), 1UL << (int)(seq % Bits));
}
