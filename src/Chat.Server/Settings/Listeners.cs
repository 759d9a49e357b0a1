using System.Net;

namespace Chat.Server.Settings;

/// <summary>Reads where the node listens, and sees to it that nothing leaves the machine in plain text unless the operator says so.</summary>
/// <param name="Chat">Where chat clients connect in plain text; null for nowhere.</param>
/// <param name="Tls">Where they connect with TLS, and with which certificate.</param>
/// <param name="Http">Where web clients connect; null for nowhere.</param>
/// <param name="HttpTls">Whether that is HTTPS.</param>
/// <param name="Web">Which web clients are let in.</param>
/// <param name="Monitor">Where health and metrics are answered; null for nowhere.</param>
internal sealed record Listeners(ListenAddress? Chat, TlsSettings Tls, ListenAddress? Http, bool HttpTls, WebSettings Web, ListenAddress? Monitor)
{
    private const string AllowKey = "server.allow-plaintext";

    private static readonly Dictionary<string, bool?> HttpModes = new() { ["auto"] = null, ["on"] = true, ["off"] = false };

    /// <summary>Whether all that clients connect to take connections from this machine only.</summary>
    public bool AreLocal => IsLocal(Chat) && IsLocal(Tls.Listen) && IsLocal(Http) && (Http is null || Web.Proxies.Count == 0);

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="SettingsException">One is wrong, or would speak plain text to other machines.</exception>
    public static Listeners Read(SettingValues values)
    {
        bool allowed = values.Switch(AllowKey);
        ListenAddress? chat = values.AddressOrOff("server.listen");
        ListenAddress? http = values.AddressOrOff("http.listen");
        ListenAddress? monitor = values.AddressOrOff("monitor.listen");
        bool? mode = values.Word("http.tls", HttpModes);
        if (!allowed && !IsLocal(chat))
        {
            throw values.Refuse("server.listen", Advice("a loopback address or off", "let clients in at tls.listen (--tls-listen)"));
        }

        if (!allowed && !IsLocal(http) && mode == false)
        {
            throw values.Refuse("http.listen", Advice("a loopback address where http.tls is off", "leave http.tls at auto"));
        }

        if (!allowed && !IsLocal(monitor))
        {
            throw values.Refuse("monitor.listen", Advice("a loopback address or off", "let a proxy on this machine do the encryption"));
        }

        if (monitor is { Port: > 0 } && monitor == http)
        {
            throw values.Refuse("monitor.listen", "another address than http.listen");
        }

        return new Listeners(chat, TlsSettings.Read(values), http, http is not null && (mode ?? (!allowed && !IsLocal(http))), WebSettings.Read(values), monitor);
    }

    private static string Advice(string allowed, string instead) =>
        $"{allowed}, since it is plain text that others on the way can read: {instead}, or set {AllowKey} = true";

    private static bool IsLocal(ListenAddress? address) => address is null || IPAddress.IsLoopback(address.Address);
}
