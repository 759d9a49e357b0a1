using System.Text;
using Chat.Protocol.Texts;

namespace Chat.Client.Tui.Painting;

/// <summary>The colours of names.</summary>
internal static class NickInk
{
    /// <summary>How many there are.</summary>
    public const int Count = Ink.Nick12 - Ink.Nick + 1;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>Always the same ink for a name, in any case.</summary>
    public static Ink Of(string user)
    {
        uint hash = Basis;
        foreach (Rune rune in user.NormalizeAny(NormalizationForm.FormC).EnumerateRunes())
        {
            hash = (hash ^ (uint)Rune.ToLowerInvariant(rune).Value) * Prime;
        }

        return Ink.Nick + (int)((hash ^ (hash >> 16)) % Count);
    }
}
