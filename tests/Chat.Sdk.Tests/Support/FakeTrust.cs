using System.Collections.Concurrent;
using Chat.Sdk.Trust;

namespace Chat.Sdk.Tests.Support;

/// <summary>A person who is asked about certificates and always says the same.</summary>
internal sealed class FakeTrust(bool answer = true) : ICertificateTrust
{
    private readonly ConcurrentDictionary<string, CertificatePin> _pins = [];
    private readonly ConcurrentQueue<CertificateReport> _asked = [];

    public IReadOnlyCollection<CertificateReport> Asked => _asked;

    /// <summary>What happens while the person thinks.</summary>
    public Action? Meanwhile { get; init; }

    public void Pin(Uri server, CertificateFingerprint fingerprint, bool isStrict = false) => _pins[ChatUri.HostAndPort(server)] = new CertificatePin(fingerprint, isStrict);

    public void Forget(Uri server) => _pins.TryRemove(ChatUri.HostAndPort(server), out _);

    public ValueTask<CertificatePin?> FindAsync(string server, CancellationToken cancellationToken) => ValueTask.FromResult(_pins.GetValueOrDefault(server));

    public Task<bool> AskAsync(CertificateReport shown, CancellationToken cancellationToken)
    {
        _asked.Enqueue(shown);
        Meanwhile?.Invoke();
        if (answer)
        {
            _pins[shown.Server] = new CertificatePin(shown.Fingerprint, IsStrict: false);
        }

        return Task.FromResult(answer);
    }

    public string Advise(TrustRefusal refusal) => $"Do something about {refusal.Reason}.";
}
