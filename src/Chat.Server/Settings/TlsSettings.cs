using System.Net;

namespace Chat.Server.Settings;

/// <summary>What the settings say about TLS.</summary>
/// <param name="Listen">Where chat clients connect with TLS; null for nowhere.</param>
/// <param name="Certificate">A PEM file with the certificate and what leads to its authority; null where the node makes one itself.</param>
/// <param name="Key">A PEM file with the certificate's key; may be the same. Null only where <paramref name="Certificate"/> is.</param>
/// <param name="Names">Host names and addresses in the certificate that the node makes, besides this machine's own.</param>
public sealed record TlsSettings(ListenAddress? Listen, string? Certificate, string? Key, IReadOnlyList<string> Names)
{
    private const string AllowedFile = "the path of a PEM file";
    private const int MostNames = 50;

    /// <summary>Reads the section <c>tls</c>.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    internal static TlsSettings Read(SettingValues values)
    {
        string? certificate = values.OptionalPath("tls.certificate", AllowedFile);
        string? key = values.OptionalPath("tls.key", AllowedFile);
        if (certificate is null && key is not null)
        {
            throw values.Refuse("tls.key", "empty where tls.certificate is: a key needs its certificate");
        }

        return new TlsSettings(values.AddressOrOff("tls.listen"), certificate, key ?? certificate, ReadNames(values));
    }

    private static IReadOnlyList<string> ReadNames(SettingValues values)
    {
        const string Key = "tls.names";
        string allowed = $"a list of at most {MostNames} host names or IP addresses, such as [\"chat.example.org\"]";
        IReadOnlyList<string> names = values.List(Key, allowed);
        return names.Count <= MostNames && names.All(IsName) ? names : throw values.Refuse(Key, allowed);
    }

    private static bool IsName(string name) =>
        IPAddress.TryParse(name, out _) || (Uri.CheckHostName(name) == UriHostNameType.Dns && name.All(char.IsAscii) && !name.EndsWith('.'));
}
