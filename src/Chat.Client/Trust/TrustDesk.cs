using System.Collections.Concurrent;
using System.Globalization;
using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>Asks the person at the terminal about certificates, in plain lines and before anything is sent, and remembers what was said.</summary>
/// <param name="host">The machine.</param>
internal sealed class TrustDesk(ClientHost host) : ICertificateTrust
{
    private readonly ConcurrentDictionary<string, CertificatePin> _accepted = [];
    private volatile bool _declined;

    /// <inheritdoc/>
    public ValueTask<CertificatePin?> FindAsync(string server, CancellationToken cancellationToken) =>
        ValueTask.FromResult(host.Known?.Find(server) is { } known ? new CertificatePin(known.Fingerprint, known.IsStrict) : _accepted.GetValueOrDefault(server));

    /// <inheritdoc/>
    public async Task<bool> AskAsync(CertificateReport shown, CancellationToken cancellationToken)
    {
        if (!host.InIsTerminal)
        {
            return false;
        }

        var prompts = new Prompts(host);
        foreach (string line in Describe(shown))
        {
            prompts.Say(line);
        }

        try
        {
            string answer = await prompts.AskAsync("Trust it from now on? Write yes, or press Enter for no [no]", cancellationToken).ConfigureAwait(false);
            _declined = !answer.Equals("yes", StringComparison.OrdinalIgnoreCase) && !answer.Equals("y", StringComparison.OrdinalIgnoreCase);
        }
        catch (EndOfStreamException)
        {
            _declined = true;
        }

        return !_declined && Keep(shown, prompts);
    }

    /// <inheritdoc/>
    public string? Advise(TrustRefusal refusal)
    {
        CertificateReport shown = refusal.Shown;
        return refusal.Reason switch
        {
            TrustRefusalReason.Changed =>
                $"Only where it is right, replace the pin:\n  {TrustCommand.Program} trust pin {shown.Server} {shown.Fingerprint}",
            TrustRefusalReason.NotTheDemanded => "The fingerprint that is demanded stands behind --fingerprint, or in the profile.",
            TrustRefusalReason.NotTrusted when !host.InIsTerminal =>
                $"There is nobody to ask here. Only where the fingerprint is right, add:\n  --fingerprint {shown.Fingerprint}\nor pin it for good:\n  {TrustCommand.Program} trust pin {shown.Server} {shown.Fingerprint}",
            TrustRefusalReason.NotTrusted when !_declined => "With --ca only the authorities of that file count; without, start the client again to be asked.",
            _ => null,
        };
    }

    private static IEnumerable<string> Describe(CertificateReport shown)
    {
        yield return $"The certificate of {shown.Server} can't be trusted by itself: {CleanText.Line(shown.Explain())}.";
        yield return $"  fingerprint  {shown.Fingerprint}";
        yield return $"  subject      {CleanText.Line(shown.Subject)}";
        yield return string.Create(CultureInfo.InvariantCulture, $"  valid        {shown.NotBefore:yyyy-MM-dd} to {shown.NotAfter:yyyy-MM-dd}");
        yield return "Compare the fingerprint with the one that the server prints when it starts; who runs it can tell you. If they differ, somebody reads along.";
    }

    private bool Keep(CertificateReport shown, Prompts prompts)
    {
        var known = new KnownServer(shown.Server, shown.Fingerprint, IsStrict: false, TrustCommand.Today(host.Time));
        try
        {
            if (host.Known?.Add(known) is { } pinned && pinned.Fingerprint != known.Fingerprint)
            {
                prompts.Say($"Meanwhile another certificate of {shown.Server} was pinned: {pinned.Fingerprint}. This one is refused.");
                return false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChatException)
        {
            prompts.Say(CleanText.Line($"Warning: it can't be kept, and will be asked again: {e.Message}"));
        }

        _accepted[shown.Server] = new CertificatePin(shown.Fingerprint, IsStrict: false);
        return true;
    }
}
