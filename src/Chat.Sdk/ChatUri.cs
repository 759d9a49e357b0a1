using System.Diagnostics.CodeAnalysis;
using Chat.Protocol;

namespace Chat.Sdk;

/// <summary>Addresses of servers: <c>chat://host</c> or <c>chat://host:port</c>.</summary>
public static class ChatUri
{
    /// <summary>The scheme of a server reached over plain TCP.</summary>
    public const string Scheme = "chat";

    private const string Form = "chat://HOST:PORT, for example chat://localhost:12345";

    /// <summary>Reads an address as a person writes it.</summary>
    /// <param name="text">The address. The scheme may be left out; the port is <see cref="ProtocolLimits.DefaultPort"/> when it is.</param>
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

        string absolute = written.Contains("://", StringComparison.Ordinal) ? written : $"{Scheme}://{written}";
        if (!Uri.TryCreate(absolute, UriKind.Absolute, out Uri? uri))
        {
            problem = $"'{written}' is not an address; write {Form}. A port is a number from 1 to 65535.";
            return false;
        }

        problem = Problem(uri);
        if (problem is not null)
        {
            return false;
        }

        server = new UriBuilder(Scheme, uri.Host, Port(uri)).Uri;
        return true;
    }

    /// <summary>What keeps an address from being a server's; null when nothing does.</summary>
    internal static string? Problem(Uri uri) =>
        !uri.IsAbsoluteUri ? $"'{uri}' is not an address; write {Form}."
        : uri.Scheme != Scheme ? $"The scheme '{uri.Scheme}' is not known; write {Form}."
        : uri.Host.Length == 0 ? $"The address names no host; write {Form}."
        : uri.UserInfo.Length > 0 ? $"An address holds no user or password; write {Form}."
        : uri.Port == 0 ? "A port is a number from 1 to 65535."
        : uri.PathAndQuery is not ("" or "/") || uri.Fragment.Length > 0 ? $"An address has nothing after the port; write {Form}."
        : null;

    /// <summary>The port, the default one where the address names none.</summary>
    internal static int Port(Uri uri) => uri.Port < 0 ? ProtocolLimits.DefaultPort : uri.Port;
}
