using System.Security.Cryptography.X509Certificates;
using Chat.Sdk.Tests.Support;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Sdk.Tests.Trust;

public sealed class TrustRulesSpecs
{
    private const string None = "-";
    private const string This = "this";
    private const string Other = "other";
    private const CertificateFaults Good = CertificateFaults.None;
    private const CertificateFaults SelfSigned = CertificateFaults.SelfSigned;
    private const CertificateFaults Stranger = CertificateFaults.UnknownAuthority | CertificateFaults.WrongName | CertificateFaults.Expired;
    private const CertificateFaults Revoked = CertificateFaults.Revoked;

    private static readonly Dictionary<string, CertificateFingerprint> Fingerprints = new() { [This] = Make(), [Other] = Make() };

    [Theory]
    // The authorities, where nothing else is known.
    [InlineData(Good, None, None, "Authorities")]
    [InlineData(SelfSigned, None, None, "Ask")]
    [InlineData(Stranger, None, None, "Ask")]
    [InlineData(Revoked, None, None, "Revoked")]
    [InlineData(SelfSigned, None, None, "NotTrusted", false)]
    [InlineData(Good, None, None, "Authorities", false)]
    // With authorities of one's own there is nothing to ask.
    [InlineData(Good, None, None, "OwnAuthorities", true, true)]
    [InlineData(SelfSigned, None, None, "NotTrusted", true, true)]
    // The pin of a first visit.
    [InlineData(SelfSigned, This, None, "Pin")]
    [InlineData(Stranger, This, None, "Pin", false)]
    [InlineData(SelfSigned, This, None, "Pin", true, true)]
    [InlineData(Good, This, None, "Authorities")]
    [InlineData(SelfSigned, Other, None, "Changed other")]
    [InlineData(Stranger, Other, None, "Changed other", false)]
    [InlineData(Good, Other, None, "Authorities")]
    [InlineData(Revoked, This, None, "Revoked")]
    // A pin that somebody has set.
    [InlineData(Good, "!this", None, "Pin")]
    [InlineData(SelfSigned, "!this", None, "Pin")]
    [InlineData(Good, "!other", None, "Changed other")]
    [InlineData(SelfSigned, "!other", None, "Changed other")]
    // A certificate that was demanded counts alone.
    [InlineData(SelfSigned, None, This, "Fingerprint")]
    [InlineData(Good, Other, This, "Fingerprint")]
    [InlineData(Good, None, Other, "NotTheDemanded other")]
    [InlineData(Good, This, Other, "NotTheDemanded other")]
    [InlineData(SelfSigned, None, Other, "NotTheDemanded other")]
    public void Should_decide(CertificateFaults faults, string pin, string demanded, string decided, bool canAsk = true, bool hasOwn = false)
    {
        var shown = new CertificateReport("chat.example.org:12346", Fingerprints[This], "CN=x", ["x"], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, faults);
        var policy = new TrustPolicy(
            demanded == None ? null : Fingerprints[demanded],
            pin == None ? null : new CertificatePin(Fingerprints[pin.TrimStart('!')], IsStrict: pin.StartsWith('!')),
            hasOwn,
            canAsk);

        Assert.Equal(decided, TrustRules.Decide(shown, policy) switch
        {
            TrustDecision.Accept accept => accept.Basis.ToString(),
            TrustDecision.Refuse { Refusal: { Expected: { } expected } refusal } => $"{refusal.Reason} {Fingerprints.Single(known => known.Value == expected).Key}",
            TrustDecision.Refuse { Refusal: var refusal } => refusal.Reason.ToString(),
            var ask => ask.GetType().Name,
        });
    }

    [Theory]
    [InlineData(This, "Pin")]
    [InlineData(Other, "Changed")]
    public void Should_take_what_was_accepted_beside_a_pin(string besides, string decided)
    {
        var shown = new CertificateReport("chat.example.org:12346", Fingerprints[This], "CN=x", ["x"], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, SelfSigned);
        var policy = new TrustPolicy(null, new CertificatePin(Fingerprints[Other], IsStrict: true) { Besides = Fingerprints[besides] }, HasOwnAuthorities: false, CanAsk: true);

        TrustDecision decision = TrustRules.Decide(shown, policy);

        Assert.Equal(decided, decision is TrustDecision.Refuse refuse ? refuse.Refusal.Reason.ToString() : ((TrustDecision.Accept)decision).Basis.ToString());
    }

    private static CertificateFingerprint Make()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        return CertificateFingerprint.Of(certificate);
    }
}
