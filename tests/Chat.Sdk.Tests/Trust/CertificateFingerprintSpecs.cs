using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Sdk.Tests.Support;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Sdk.Tests.Trust;

public sealed class CertificateFingerprintSpecs
{
    [Fact]
    public void Should_write_the_hash_of_the_certificate_as_the_server_does()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        string expected = "SHA256:" + string.Join(':', SHA256.HashData(certificate.RawData).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(expected, CertificateFingerprint.Of(certificate).ToString());
        Assert.Equal(7 + 64 + 31, expected.Length);
    }

    [Fact]
    public void Should_read_what_tools_write()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        var fingerprint = CertificateFingerprint.Of(certificate);
        string written = fingerprint.ToString();
        foreach (string form in (string[])[written, written.ToLowerInvariant(), written[7..], written[7..].Replace(":", ""), fingerprint.Compact, string.Join("\n   ", fingerprint.Rows), $"  {written} ", certificate.GetCertHashString(HashAlgorithmName.SHA256)])
        {
            Assert.True(CertificateFingerprint.TryParse(form, out CertificateFingerprint? read), form);
            Assert.Equal(fingerprint, read);
        }
    }

    [Fact]
    public void Should_fit_two_rows_for_the_eye_and_one_line_to_be_copied()
    {
        using X509Certificate2 certificate = TestAuthority.SelfSigned();
        var fingerprint = CertificateFingerprint.Of(certificate);

        Assert.Equal(71, fingerprint.Compact.Length);
        Assert.Equal([47, 47], fingerprint.Rows.Select(row => row.Length));
        Assert.Equal(fingerprint.ToString()["SHA256:".Length..], string.Join(':', fingerprint.Rows).Replace(' ', ':'));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SHA256:")]
    [InlineData("SHA256:AB:CD")]
    [InlineData("SHA1:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("SHA256:zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("SHA256:００00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("SHA256:00000000000000000000000000000000000000000000000000000000000000000")]
    public void Should_refuse_what_is_none(string? text) => Assert.False(CertificateFingerprint.TryParse(text, out _));
}
