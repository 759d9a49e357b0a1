using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Chat.Server.Settings;

/// <summary>Which web clients are let in, and how they are looked after.</summary>
/// <param name="Origins">Origins of the web pages whose scripts may connect, such as <c>https://chat.example</c>; none for those that came from the host they connect to.</param>
/// <param name="AnyOrigin">Every web page's scripts may connect.</param>
/// <param name="Proxies">Networks of the reverse proxies that are believed when they say where a client comes from.</param>
/// <param name="PingInterval">How often a WebSocket is pinged, and how long its answer may take.</param>
public sealed record WebSettings(IReadOnlyList<string> Origins, bool AnyOrigin, IReadOnlyList<IPNetwork> Proxies, TimeSpan PingInterval)
{
    private const int MostEntries = 100;

    /// <summary>Whether a peer is one of those proxies.</summary>
    internal bool IsProxy(IPAddress peer)
    {
        IPAddress plain = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return Proxies.Any(proxy => proxy.Contains(plain));
    }

    /// <summary>Reads the section <c>http</c>, but for where it listens.</summary>
    internal static WebSettings Read(SettingValues values)
    {
        (IReadOnlyList<string> origins, bool any) = ReadOrigins(values);
        return new WebSettings(origins, any, ReadProxies(values), values.Duration("http.pingInterval", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)));
    }

    /// <summary>An origin as it is compared: scheme and host in lower case, the port unless it is the scheme's own.</summary>
    /// <param name="text">What a browser sent, or an operator wrote.</param>
    /// <param name="origin">The origin.</param>
    internal static bool TryParseOrigin(string? text, [NotNullWhen(true)] out Uri? origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin)
        && origin.Scheme is "http" or "https"
        && origin is { PathAndQuery: "/", UserInfo: "", Fragment: "" };

    private static (IReadOnlyList<string> Origins, bool Any) ReadOrigins(SettingValues values)
    {
        const string Key = "http.origins";
        string allowed = $"a list of at most {MostEntries} origins such as [\"https://chat.example\"], [] or [\"*\"]";
        IReadOnlyList<string> written = values.List(Key, allowed);
        if (written is ["*"])
        {
            return ([], true);
        }

        var origins = new List<string>();
        foreach (string text in written)
        {
            origins.Add(TryParseOrigin(text, out Uri? origin) ? origin.GetLeftPart(UriPartial.Authority) : throw values.Refuse(Key, allowed));
        }

        return origins.Count <= MostEntries ? (origins, false) : throw values.Refuse(Key, allowed);
    }

    private static List<IPNetwork> ReadProxies(SettingValues values)
    {
        const string Key = "http.proxies";
        string allowed = $"a list of at most {MostEntries} addresses and networks such as [\"127.0.0.1\", \"10.0.0.0/8\"]";
        var proxies = new List<IPNetwork>();
        foreach (string text in values.List(Key, allowed))
        {
            proxies.Add(
                IPAddress.TryParse(text, out IPAddress? address) && ListenAddress.IsWrittenInFull(text, address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : IPNetwork.TryParse(text, out IPNetwork network) ? network
                : throw values.Refuse(Key, allowed));
        }

        return proxies.Count <= MostEntries ? proxies : throw values.Refuse(Key, allowed);
    }
}
