using System.Collections.Concurrent;
using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>
/// Remembers which certificates the person at the terminal trusts. In plain mode it asks about unknown ones itself, in lines; on the screen
/// <see cref="TrustGate"/> and the screen ask, and tell it by <see cref="Accept"/>.
/// </summary>
/// <param name="host">The machine.</param>
/// <param name="hasAuthorities">True where authorities were named, so that nobody is asked.</param>
internal sealed class TrustDesk(ClientHost host, bool hasAuthorities = false) : ICertificateTrust
{
    private readonly ConcurrentDictionary<string, CertificatePin> _accepted = [];
    private readonly ConcurrentDictionary<string, CertificateFingerprint> _once = [];
    private volatile bool _declined;

    /// <inheritdoc/>
    public ValueTask<CertificatePin?> FindAsync(string server, CancellationToken cancellationToken)
    {
        CertificatePin? pin = host.Known?.Find(server) is { } known ? new CertificatePin(known.Fingerprint, known.IsStrict) : _accepted.GetValueOrDefault(server);
        CertificateFingerprint? once = _once.TryGetValue(server, out CertificateFingerprint taken) ? taken : null;
        return ValueTask.FromResult(pin is null && once is { } alone ? new CertificatePin(alone, IsStrict: false) : once is null ? pin : pin! with { Besides = once });
    }

    /// <summary>The pin on disk; null for none.</summary>
    /// <exception cref="ChatException">It can't be read.</exception>
    public KnownServer? Find(string server) => host.Known?.Find(server);

    /// <inheritdoc/>
    public async Task<bool> AskAsync(CertificateReport shown, CancellationToken cancellationToken)
    {
        if (!host.InIsTerminal || host.AsksOnScreen)
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

        string? problem = _declined ? null : Keep(shown);
        if (problem is not null)
        {
            prompts.Say(CleanText.Line(problem));
        }

        return !_declined && _accepted.ContainsKey(shown.Server);
    }

    /// <summary>Trusts a certificate that was refused, as a person has decided who saw it.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="forGood">True to pin it in place of what is pinned; false to take it until the program ends, beside what is pinned.</param>
    /// <returns>What went wrong, in English; null for nothing. Where it can't be kept it is trusted until the program ends.</returns>
    public string? Accept(TrustRefusal refusal, bool forGood)
    {
        CertificateReport shown = refusal.Shown;
        if (!forGood)
        {
            _once[shown.Server] = shown.Fingerprint;
            return null;
        }

        if (refusal.Expected is not { } expected)
        {
            return Keep(shown);
        }

        try
        {
            KnownServer? before = host.Known?.Find(shown.Server);
            if (before is not null && before.Fingerprint != expected)
            {
                return Meanwhile(before);
            }

            // Who pinned by hand wants to be told of the next change too, whoever vouches for it.
            host.Known?.Set(new KnownServer(shown.Server, shown.Fingerprint, before?.IsStrict ?? false, TrustCommand.Today(host.Time)));
            _accepted[shown.Server] = new CertificatePin(shown.Fingerprint, before?.IsStrict ?? false);
            _once.TryRemove(shown.Server, out _);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChatException)
        {
            _once[shown.Server] = shown.Fingerprint;
            return NotKept(e);
        }
    }

    /// <inheritdoc/>
    public string? Advise(TrustRefusal refusal)
    {
        CertificateReport shown = refusal.Shown;
        return refusal.Reason switch
        {
            TrustRefusalReason.Changed =>
                $"Only where it is right, replace the pin:\n{PinCommand(shown)}",
            TrustRefusalReason.NotTheDemanded => "The fingerprint that is demanded stands behind --fingerprint, or in the profile.",
            TrustRefusalReason.NotTrusted when !host.InIsTerminal =>
                $"There is nobody to ask here. Only where the fingerprint is right, add:\n{Wrapped("--fingerprint", shown)}\nor pin it for good:\n{PinCommand(shown)}",
            TrustRefusalReason.NotTrusted when hasAuthorities || !(_declined || host.AsksOnScreen) => "With --ca only the authorities of that file count; without, start the client again to be asked.",
            _ => null,
        };
    }

    // In two rows that a shell takes as one.
    private static string Wrapped(string before, CertificateReport shown) => $"  {before} {(OperatingSystem.IsWindows() ? string.Empty : "\\\n  ")}{shown.Fingerprint.Compact}";

    private static string PinCommand(CertificateReport shown) => Wrapped($"{TrustCommand.Program} trust pin {shown.Server}", shown);

    private static IEnumerable<string> Describe(CertificateReport shown)
    {
        yield return $"The certificate of {shown.Server} can't be trusted by itself: {CleanText.Line(shown.Explain())}.";
        foreach (string line in SecurityText.Details(shown))
        {
            yield return $"  {line}";
        }

        yield return "Compare the fingerprint with the one that the server prints when it starts; who runs it can tell you. If they differ, somebody reads along.";
    }

    private string? Keep(CertificateReport shown)
    {
        var known = new KnownServer(shown.Server, shown.Fingerprint, IsStrict: false, TrustCommand.Today(host.Time));
        string? problem = null;
        try
        {
            if (host.Known?.Add(known) is { } pinned && pinned.Fingerprint != known.Fingerprint)
            {
                return Meanwhile(pinned);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ChatException)
        {
            problem = NotKept(e);
        }

        _accepted[shown.Server] = new CertificatePin(shown.Fingerprint, IsStrict: false);
        return problem;
    }

    private static string Meanwhile(KnownServer pinned) => $"Meanwhile another certificate of {pinned.Server} was pinned: {pinned.Fingerprint.Compact}. This one is refused.";

    private static string NotKept(Exception e) => $"Warning: it can't be kept, and will be asked again: {e.Message}";
}
