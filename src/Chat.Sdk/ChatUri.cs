using System.Diagnostics.CodeAnalysis;
using System.Net;
using Chat.Protocol;

namespace Chat.Sdk;

/// <summary>Addresses of servers: <c>chats://host[:port]</c> over TLS, <c>chat://host[:port]</c> in plain text.</summary>
public static class ChatUri
{
    /// <summary>The scheme of a server reached over plain TCP.</summary>
    public const string Scheme = "chat";

    /// <summary>The scheme of a server reached over TLS.</summary>
    public const string TlsScheme = "chats";

    private const string Form = "chats://HOST:PORT, or chat://HOST:PORT for a server on this machine";
    private const string LocalName = "localhost";

    /// <summary>Reads an address as a person writes it.</summary>
    /// <param name="text">
    /// The address. Without a scheme it is <see cref="Scheme"/> for this machine itself and <see cref="TlsScheme"/> for any other; without a port it has the
    /// scheme's, <see cref="ProtocolLimits.DefaultPort"/> or <see cref="ProtocolLimits.DefaultTlsPort"/>.
    /// </param>
    /// <param name="server">The address with its port, when it is right.</param>
    /// <param name="problem">What is wrong and what is expected, in English, when it is not.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? server, [NotNullWhen(false)] out string? problem)
    {
        server = null;
        string written = text?.Trim() ?? string.Empty;
        if (written.Length == 0)
        {
            problem = $"The server's address is missing; write {Form}.";
            return false;
        }

        bool hasScheme = written.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? written : $"{Scheme}://{written}", UriKind.Absolute, out Uri? uri))
        {
            problem = $"'{written}' is not an address; write {Form}. A port is a number from 1 to 65535.";
            return false;
        }

        problem = Problem(uri);
        if (problem is not null)
        {
            return false;
        }

        uri = hasScheme || IsLoopback(uri) ? uri : new UriBuilder(TlsScheme, uri.Host, uri.Port).Uri;
        server = new UriBuilder(uri.Scheme, uri.Host, Port(uri)).Uri;
        return true;
    }

    /// <summary>True where the server is reached over TLS.</summary>
    public static bool IsEncrypted(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Scheme == TlsScheme;
    }

    /// <summary>True where the address is this machine's own, told by its name or number alone: <c>localhost</c>, <c>127.0.0.1</c>, <c>[::1]</c>.</summary>
    public static bool IsLoopback(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        string host = server.IdnHost;
        return host.Equals(LocalName, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith($".{LocalName}", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Host and port of a server in one form however they were written, as pins are kept under: <c>chat.example.org:12346</c>, <c>[::1]:12346</c>.</summary>
    public static string HostAndPort(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        string host = server.HostNameType == UriHostNameType.IPv6 ? $"[{server.IdnHost}]" : server.IdnHost.ToLowerInvariant();
        return $"{host}:{Port(server)}";
    }

    /// <summary>What keeps an address from being a server's; null when nothing does.</summary>
    internal static string? Problem(Uri uri) =>
        !uri.IsAbsoluteUri ? $"'{uri}' is not an address; write {Form}."
        : uri.Scheme is not (Scheme or TlsScheme) ? $"The scheme '{uri.Scheme}' is not known; write {Form}."
        : uri.Host.Length == 0 ? $"The address names no host; write {Form}."
        : uri.UserInfo.Length > 0 ? $"An address holds no user or password; write {Form}."
        : uri.Port == 0 ? "A port is a number from 1 to 65535."
        : uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0 ? $"An address has nothing after the port; write {Form}."
        : null;

    /// <summary>The port, the scheme's default one where the address names none.</summary>
    internal static int Port(Uri uri) => uri.Port >= 0 ? uri.Port : IsEncrypted(uri) ? ProtocolLimits.DefaultTlsPort : ProtocolLimits.DefaultPort;
}
