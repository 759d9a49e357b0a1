namespace Chat.Faults.History;

/// <summary>Texts and messages as 64 bits, so that millions of them are kept in little memory (FNV-1a over UTF-16 units).</summary>
internal static class Fingerprint
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Of a text; 0 only for none.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = Basis;
        foreach (char unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return hash;
    }

    /// <summary>Of all that a message is but its place: who wrote what under which key, and when it was taken.</summary>
    public static ulong Of(int author, ulong key, ulong text, long stamp)
    {
        ulong hash = Basis;
        foreach (ulong part in (ReadOnlySpan<ulong>)[(ulong)author, key, text, (ulong)stamp])
        {
            hash = (hash ^ part) * Prime;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
