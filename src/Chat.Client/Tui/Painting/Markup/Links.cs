namespace Chat.Client.Tui.Painting.Markup;

/// <summary>Addresses in messages.</summary>
internal static class Links
{
    /// <summary>The longest address that becomes a link, in characters.</summary>
    public const int MaxLength = 2048;

    private static readonly string[] Schemes = ["https://", "http://", "mailto:"];

    /// <summary>True where an address begins at a place of a text.</summary>
    public static bool BeginAt(string text, int at) => Array.Exists(Schemes, scheme => text.AsSpan(at).StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && at + scheme.Length < text.Length);

    /// <summary>Where the address that begins at a place ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <returns>Where the address ends, and where the word does that it stands in: signs that end a sentence belong to the word only.</returns>
    public static (int Address, int Word) EndsOf(string text, int start)
    {
        int word = start;
        int open = 0;
        for (; word < text.Length && !char.IsWhiteSpace(text[word]) && text[word] is not ('<' or '>' or '"' or '`'); word++)
        {
            open += text[word] == '(' ? 1 : text[word] == ')' ? -1 : 0;
        }

        int end = word;
        bool underlined = start > 0 && text[start - 1] == '_';
        while (end > start && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '~' or ']' or '}' || (text[end - 1] == '_' && underlined) || (text[end - 1] == ')' && open < 0)))
        {
            open += text[--end] == ')' ? 1 : 0;
        }

        return (end, word);
    }

    /// <summary>
    /// The address as it may be given to the terminal: http, https or mailto, of printable ASCII, its host in the form that is looked up.
    /// Null where it can't be, or where a name before the host could deceive.
    /// </summary>
    public static string? Clean(string address)
    {
        if (address.Length > MaxLength || !Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https" or "mailto"))
        {
            return null;
        }

        string? clean = uri.Scheme == Uri.UriSchemeMailto ? uri.GetComponents(UriComponents.AbsoluteUri, UriFormat.UriEscaped) : Web(uri);
        return clean is { Length: <= MaxLength } && clean.All(c => c is > ' ' and < '\u007f') ? clean : null;
    }

    private static string? Web(Uri uri)
    {
        try
        {
            string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
            string port = uri.IsDefaultPort ? string.Empty : $":{uri.Port}";
            return host.Length == 0 || uri.UserInfo.Length > 0
                ? null
                : $"{uri.Scheme}://{host}{port}{uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)}";
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
