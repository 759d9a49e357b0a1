using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Tls;

public sealed class NodeCertificateSpecs : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chat-cert-");
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly Lines _log = new();

    public void Dispose() => _directory.Delete(recursive: true);

    private string Crt => Path.Combine(_directory.FullName, "tls.crt");

    private string Key => Path.Combine(_directory.FullName, "tls.key");

    [Fact]
    public void Should_make_a_certificate_once_and_keep_it()
    {
        NodeCertificate first = Open("tls.names = [\"chat.example.org\", \"192.0.2.7\"]");
        NodeCertificate second = Open();

        Assert.Equal(first.Current.Fingerprint, second.Current.Fingerprint);
        Assert.Superset(
            new HashSet<string> { "chat.example.org", "192.0.2.7", "localhost", "127.0.0.1", "::1" }, first.Current.Names().ToHashSet());
        Assert.True(first.Current.IsSelfSigned);
        Assert.InRange(first.Current.NotAfter, _time.GetUtcNow().AddYears(9), _time.GetUtcNow().AddYears(11));
        Assert.Single(_log.Entries, line => line.Contains("Made a certificate", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        }
    }

    [Fact]
    public void Should_tell_a_fingerprint_that_everyone_can_compute()
    {
        NodeCertificate certificate = Open();

        using var read = X509Certificate2.CreateFromPem(File.ReadAllText(Crt));
        Assert.Equal($"SHA256:{BitConverter.ToString(SHA256.HashData(read.RawData)).Replace('-', ':')}", certificate.Current.Fingerprint);
    }

    [Fact]
    public void Should_show_the_certificates_between_it_and_its_authority()
    {
        TestCertificate chained = TestCertificate.Chained("chat.example.org", out X509Certificate2 root);
        Put(chained);

        ServedCertificate served = Open().Current;

        Assert.Equal("CN=Middle", Assert.Single(served.Issuers).Subject);
        Assert.Equal(["chat.example.org"], served.Names());
        Assert.Equal("Middle", served.Issuer);
        Assert.False(served.IsSelfSigned);
        root.Dispose();
    }

    [Fact]
    public void Should_take_both_from_one_file()
    {
        TestCertificate pair = TestCertificate.Ecdsa("a");
        File.WriteAllText(Crt, pair.Both);

        Assert.Equal("CN=a", Open($"tls.certificate = \"{Slashed(Crt)}\"").Current.Leaf.Subject);
    }

    [Theory]
    [InlineData("missing", "there is no file ")]
    [InlineData("empty", "holds no certificate")]
    [InlineData("broken", "holds no certificate that can be read")]
    [InlineData("other", "is not that of the certificate in")]
    [InlineData("none", "is not that of the certificate in")]
    [InlineData("encrypted", "is encrypted, and nobody is there to type its password")]
    [InlineData("encrypted as of old", "is encrypted, and nobody is there to type its password")]
    [InlineData("short", "no client can connect with the certificate in")]
    [InlineData("curve", "no client can connect with the certificate in")]
    public void Should_not_start_with_what_can_not_be_used(string what, string why)
    {
        TestCertificate good = TestCertificate.Ecdsa("good");
        using var key = ECDsa.Create();
        (string certificate, string secret) = what switch
        {
            "empty" => ("", good.Key),
            "broken" => ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", good.Key),
            "other" => (good.Certificate, TestCertificate.Ecdsa("other").Key),
            "none" => (good.Certificate, ""),
            "encrypted as of old" => (good.Certificate, "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n"),
            "short" => Files(TestCertificate.Rsa("short", 1024)),
            "curve" => Files(TestCertificate.Ecdsa("curve", curve: ECCurve.CreateFromFriendlyName("secp256k1"))),
            _ => (good.Certificate, key.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1))),
        };
        static (string, string) Files(TestCertificate pair) => (pair.Certificate, pair.Key);
        if (what != "missing")
        {
            File.WriteAllText(Crt, certificate);
            File.WriteAllText(Key, secret);
        }

        var error = Assert.Throws<StartException>(() => Open(Named));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.EndsWith("Mend tls.certificate and tls.key, or leave both out.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_another_when_its_files_have_changed()
    {
        NodeCertificate certificate = Open();
        string before = certificate.Current.Fingerprint;
        Put(TestCertificate.Ecdsa("new"));

        certificate.Look();

        Assert.NotEqual(before, certificate.Current.Fingerprint);
        Assert.Equal("CN=new", certificate.Current.Leaf.Subject);
        Assert.Contains(_log.Entries, line => line.Contains(certificate.Current.Fingerprint, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_keep_the_old_one_while_the_new_pair_is_bad_and_say_so_once()
    {
        NodeCertificate certificate = Open();
        ServedCertificate before = certificate.Current;
        TestCertificate next = TestCertificate.Ecdsa("next");

        File.WriteAllText(Crt, next.Certificate);
        certificate.Look();
        Assert.Empty(Warnings);
        certificate.Look();
        certificate.Look();
        certificate.Look();

        Assert.Same(before, certificate.Current);
        Assert.Contains("is not that of the certificate in", Assert.Single(Warnings), StringComparison.Ordinal);
        File.WriteAllText(Key, next.Key);
        certificate.Look();
        Assert.Equal("CN=next", certificate.Current.Leaf.Subject);
        Assert.Single(Warnings);
    }

    [Fact]
    public void Should_keep_the_old_one_when_nobody_could_connect_with_the_new_one()
    {
        NodeCertificate certificate = Open();
        ServedCertificate before = certificate.Current;
        Put(TestCertificate.Rsa("short", 1024));

        Assert.Contains("no client can connect", certificate.Reload(), StringComparison.Ordinal);
        Assert.Same(before, certificate.Current);
    }

    [Fact]
    public void Should_say_at_once_to_one_who_asks_why_the_old_one_stays()
    {
        NodeCertificate certificate = Open();
        ServedCertificate before = certificate.Current;
        File.Delete(Key);

        string? problem = certificate.Reload();

        Assert.Equal($"there is no file {Key}", problem);
        Assert.Same(before, certificate.Current);
        Assert.Single(Warnings);
    }

    [Fact]
    public void Should_not_take_one_that_has_ended_for_one_that_has_not()
    {
        NodeCertificate certificate = Open();
        ServedCertificate before = certificate.Current;
        Put(TestCertificate.Ecdsa("old", TimeSpan.FromDays(-1)));

        Assert.Contains("has ended at", certificate.Reload(), StringComparison.Ordinal);
        Assert.Same(before, certificate.Current);
    }

    [Fact]
    public void Should_follow_links_as_certbot_moves_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach ((string name, string version) in new[] { ("first", "1"), ("second", "2") })
        {
            TestCertificate pair = TestCertificate.Ecdsa(name);
            File.WriteAllText(Crt + version, pair.Certificate);
            File.WriteAllText(Key + version, pair.Key);
        }

        File.CreateSymbolicLink(Crt, Crt + "1");
        File.CreateSymbolicLink(Key, Key + "1");
        NodeCertificate certificate = Open(Named);
        foreach (string link in new[] { Crt, Key })
        {
            File.CreateSymbolicLink(link + ".new", link + "2");
            File.Move(link + ".new", link, overwrite: true);
        }

        Assert.Null(certificate.Reload());
        Assert.Equal("CN=second", certificate.Current.Leaf.Subject);
    }

    [Theory]
    [InlineData(45, null)]
    [InlineData(47, "ends at")]
    [InlineData(61, "has ended at")]
    public void Should_warn_of_the_end(int days, string? warning)
    {
        Put(TestCertificate.Ecdsa("short"));
        NodeCertificate certificate = Open(Named);
        _time.Advance(TimeSpan.FromDays(days));

        certificate.WarnOfDoubts();

        Assert.Equal(warning is null ? [] : [warning], Warnings.Select(line => line.Contains("has ended at", StringComparison.Ordinal) ? "has ended at" : "ends at"));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.OtherRead, true)]
    public void Should_warn_of_a_key_that_others_can_read_or_change(UnixFileMode more, bool warns)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Put(TestCertificate.Ecdsa("open"));
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | more);

        Open(Named).WarnOfDoubts();

        Assert.Equal(warns ? [$"chmod 600 {Key}"] : [], Warnings.Select(line => line[line.IndexOf("chmod", StringComparison.Ordinal)..line.IndexOf(',', StringComparison.Ordinal)]));
    }

    [Fact]
    public void Should_show_no_key_in_a_text() => Assert.DoesNotContain("PRIVATE", $"{CertificateCandidate.Read(FilesOf(TestCertificate.Ecdsa("a")))}", StringComparison.Ordinal);

    private CertificateFiles FilesOf(TestCertificate pair)
    {
        Put(pair);
        return new CertificateFiles(Crt, Key, IsOwn: false);
    }

    private IEnumerable<string> Warnings => _log.Entries.Where(line => line.StartsWith("Warning", StringComparison.Ordinal));

    private string Named => $"tls {{ certificate = \"{Slashed(Crt)}\", key = \"{Slashed(Key)}\" }}";

    private static string Slashed(string path) => path.Replace('\\', '/');

    private void Put(TestCertificate pair) => pair.Write(Crt, Key);

    private NodeCertificate Open(string own = "") => NodeCertificate.Open(
        SettingsReader.Read(SettingsFile.Shipped, SettingsFile.Parse(own, "own.conf"), new SettingOverrides(Data: _directory.FullName)), _time, _log);

    private sealed class Lines : ILogger<NodeCertificate>
    {
        public List<string> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
