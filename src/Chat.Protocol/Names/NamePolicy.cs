namespace Chat.Protocol.Names;

/// <summary>Which names a server accepts.</summary>
/// <param name="AllowUnicode">False: ASCII letters, digits and <c>-_.</c> only. True: letters, marks and digits of one script a name, after NFKC.</param>
public sealed record NamePolicy(bool AllowUnicode)
{
    /// <summary>The default: ASCII letters, digits and <c>-_.</c>.</summary>
    public static NamePolicy Ascii { get; } = new(AllowUnicode: false);

    /// <summary>Letters of other scripts too.</summary>
    public static NamePolicy Unicode { get; } = new(AllowUnicode: true);
}

/// <summary>A name in its three forms.</summary>
/// <param name="Display">As shown: what was written, normalised.</param>
/// <param name="Folded">Equal means the same name.</param>
/// <param name="Skeleton">Equal means the eye can take one for the other, whatever the case of the letters. Never shown; the same for equal <paramref name="Folded"/>.</param>
public readonly record struct ChatName(string Display, string Folded, string Skeleton);
