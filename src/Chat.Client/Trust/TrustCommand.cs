using System.CommandLine;
using System.Globalization;
using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>The command <c>trust</c>: which servers' certificates are pinned.</summary>
internal static class TrustCommand
{
    /// <summary>The program's name, as people type it.</summary>
    public const string Program = "Chat.Client";

    /// <summary>A day as the file has it.</summary>
    public static string Today(TimeProvider time) => time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The command with its own commands.</summary>
    public static Command Build(ClientHost host)
    {
        var server = new Argument<string>("HOST") { Description = "The server: HOST or HOST:PORT; without a port it is that of TLS, 12346." };
        var fingerprint = new Argument<string>("FINGERPRINT") { Description = "SHA256:… as the server prints it when it starts." };
        var list = new Command("list", "Lists them: server, how it came to be trusted, since when, and the fingerprint below.");
        list.SetAction(_ => Run(host, known => List(host, known)));
        var show = new Command("show", "Shows what is pinned for a server; exit code 1 where nothing is.") { server };
        show.SetAction(result => Run(host, known => Find(host, result.GetRequiredValue(server), name => Show(host, known, name))));
        var pin = new Command("pin", "Pins a certificate: no other is taken from then on, not even one that an authority vouches for.") { server, fingerprint };
        pin.SetAction(result => Run(host, known => Find(host, result.GetRequiredValue(server), name => Pin(host, known, name, result.GetRequiredValue(fingerprint)))));
        var forget = new Command("forget", "Forgets a server's pin: the next connection decides anew. Exit code 1 where there is none.") { server };
        forget.SetAction(result => Run(host, known => Find(host, result.GetRequiredValue(server), name => Forget(host, known, name))));
        return new Command("trust", "Lists and changes which servers are trusted by the fingerprint of their certificate.") { list, show, pin, forget };
    }

    private static int Run(ClientHost host, Func<KnownServers, int> run)
    {
        try
        {
            return host.Known is { } known ? run(known) : Complain(host, "There is no folder to keep this in.", ExitCodes.Refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChatException)
        {
            return Complain(host, e.Message, ExitCodes.Refused);
        }
    }

    private static int Find(ClientHost host, string written, Func<string, int> run) =>
        KnownServer.TryReadServer(written, out string server, out string? problem) ? run(server) : Complain(host, problem!, ExitCodes.Usage);

    private static int List(ClientHost host, KnownServers known)
    {
        foreach (KnownServer server in known.List())
        {
            host.Out.WriteLine(CleanText.Line($"{server.Server} {server.Kind} {server.Since}".TrimEnd()));
            host.Out.WriteLine($"  {server.Fingerprint.Compact}");
        }

        return ExitCodes.Done;
    }

    private static int Show(ClientHost host, KnownServers known, string server)
    {
        if (known.Find(server) is not { } found)
        {
            return Complain(host, $"Nothing is pinned for {server}.", ExitCodes.Refused);
        }

        host.Out.WriteLine($"server       {found.Server}");
        foreach (string line in SecurityText.Rows(found.Fingerprint))
        {
            host.Out.WriteLine(line);
        }

        host.Out.WriteLine($"trusted      {(found.IsStrict ? "by hand: no other certificate is taken" : "since a first visit: an authority's word replaces it")}");
        host.Out.WriteLine($"since        {CleanText.Line(found.Since.Length == 0 ? "unknown" : found.Since)}");
        host.Out.WriteLine($"file         {known.Path}");
        return ExitCodes.Done;
    }

    private static int Pin(ClientHost host, KnownServers known, string server, string written)
    {
        if (!CertificateFingerprint.TryParse(written, out CertificateFingerprint? fingerprint))
        {
            return Complain(host, WrongFingerprint(written), ExitCodes.Usage);
        }

        KnownServer? before = known.Find(server);
        known.Set(new KnownServer(server, fingerprint.Value, IsStrict: true, Today(host.Time)));
        host.Out.WriteLine($"{server} is pinned to");
        host.Out.WriteLine($"  {fingerprint.Value.Compact}");
        if (before is not null && before.Fingerprint != fingerprint)
        {
            host.Out.WriteLine("in place of");
            host.Out.WriteLine($"  {before.Fingerprint.Compact}");
        }

        return ExitCodes.Done;
    }

    /// <summary>Says what a fingerprint looks like.</summary>
    public static string WrongFingerprint(string written) =>
        $"'{written}' is no fingerprint; write SHA256: and 64 hexadecimal digits, as the server prints it when it starts.";

    private static int Forget(ClientHost host, KnownServers known, string server)
    {
        if (!known.Forget(server))
        {
            return Complain(host, $"Nothing is pinned for {server}.", ExitCodes.Refused);
        }

        host.Out.WriteLine($"{server} is forgotten: the next connection decides anew.");
        return ExitCodes.Done;
    }

    private static int Complain(ClientHost host, string problem, int code)
    {
        host.Error.WriteLine($"Error: {CleanText.Line(problem)}");
        return code;
    }
}
