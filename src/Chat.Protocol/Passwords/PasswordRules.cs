using System.Globalization;
using System.Text;
using Chat.Protocol.Texts;

namespace Chat.Protocol.Passwords;

/// <summary>Which passwords may be set, and the form in which they are compared: RFC 8265's OpaqueString, without its list of unassigned characters.</summary>
public static class PasswordRules
{
    /// <summary>The form that is hashed: NFC, with every kind of blank as the ordinary one, so that it does not depend on the keyboard.</summary>
    public static string Prepare(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var text = new StringBuilder(password.Length);
        foreach (Rune rune in password.EnumerateRunes())
        {
            text.Append(Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator ? new Rune(' ') : rune);
        }

        return text.ToString().NormalizeAny(NormalizationForm.FormC);
    }

    /// <summary>What is wrong with a password that is to be set, in English; null when nothing is.</summary>
    public static string? Problem(string password)
    {
        string prepared = Prepare(password);
        return prepared.EnumerateRunes().Count() < ProtocolLimits.MinPasswordChars ? $"A password has at least {ProtocolLimits.MinPasswordChars} characters."
            : Encoding.UTF8.GetByteCount(prepared) > ProtocolLimits.MaxPasswordBytes ? $"A password has at most {ProtocolLimits.MaxPasswordBytes} bytes."
            : prepared.EnumerateRunes().Any(Rune.IsControl) ? "A password must not have control characters."
            : null;
    }
}
