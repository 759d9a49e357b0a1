using System.Text;

namespace Chat.Protocol.Texts;

/// <summary>Unicode normalization of any text, also of what is none.</summary>
public static class Normalization
{
    private const char NoCharacter = '\uFFFE';

    /// <summary>
    /// As <see cref="string.Normalize(NormalizationForm)"/>, which throws on two things that others can send: half of a surrogate pair, which becomes U+FFFD here, and
    /// the noncharacter U+FFFE, which stays and joins nothing.
    /// </summary>
    public static string NormalizeAny(this string text, NormalizationForm form)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }

        string whole = WellFormed(text);
        return whole.Contains(NoCharacter, StringComparison.Ordinal)
            ? string.Join(NoCharacter, whole.Split(NoCharacter).Select(part => part.Normalize(form)))
            : whole.Normalize(form);
    }

    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString();
    }
}
