using Akka.Actor;
using Chat.Actors;
using Chat.Server.Logs;
using Chat.Server.Reloading;
using Chat.Server.Settings;
using Chat.Server.Tests.Tls;
using Chat.Server.Tls;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Chat.Server.Tests.Reloading;

/// <summary>A reload takes the certificate over with the settings: both, or neither.</summary>
public sealed class CertificateReloadSpecs : IAsyncLifetime, IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly ActorSystem _system = ActorSystem.Create("reload");
    private readonly LiveOptions _options;
    private readonly NodeCertificate _certificate;
    private readonly SettingsReload _reload;

    public CertificateReloadSpecs()
    {
        Write("limits.replay = 10");
        ChatSettings settings = SettingsReader.Read(Conf, new SettingOverrides(Data: _directory.FullName));
        _options = settings.Options;
        _certificate = NodeCertificate.Open(settings, TimeProvider.System, NullLogger<NodeCertificate>.Instance);
        _reload = new SettingsReload(
            settings, _options, new LogLevelSwitch(settings.LogLevel), _system, new Silent(), NullLogger<SettingsReload>.Instance, _certificate);
    }

    private string Conf => Path.Combine(_directory.FullName, "own.conf");

    private string Pem => Path.Combine(_directory.FullName, "own.pem");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        _directory.Delete(recursive: true);
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public void Should_take_over_a_certificate_that_the_file_now_names()
    {
        File.WriteAllText(Pem, TestCertificate.Ecdsa("new").Both);
        Write($"limits.replay = 20, tls.certificate = \"{Pem.Replace('\\', '/')}\"");

        ReloadResult result = _reload.Run();

        Assert.True(result.Done, result.Message);
        Assert.Contains("another certificate from ", result.Message, StringComparison.Ordinal);
        Assert.Equal(("CN=new", 20), (_certificate.Current.Leaf.Subject, _options.Current.Replay));
    }

    [Fact]
    public void Should_change_nothing_where_the_certificate_can_not_be_used()
    {
        ServedCertificate before = _certificate.Current;
        File.WriteAllText(Pem, TestCertificate.Ecdsa("new").Certificate);
        Write($"limits.replay = 20, tls.certificate = \"{Pem.Replace('\\', '/')}\"");

        ReloadResult result = _reload.Run();

        Assert.False(result.Done);
        Assert.StartsWith("Nothing was changed: the key in ", result.Message, StringComparison.Ordinal);
        Assert.Same(before, _certificate.Current);
        Assert.Equal(10, _options.Current.Replay);
    }

    [Fact]
    public void Should_read_the_same_files_anew()
    {
        string before = _certificate.Current.Fingerprint;
        TestCertificate next = TestCertificate.Ecdsa("next");
        File.WriteAllText(_certificate.Files.Certificate, next.Certificate);
        File.WriteAllText(_certificate.Files.Key, next.Key);

        Assert.Contains("another certificate from ", _reload.Run().Message, StringComparison.Ordinal);
        Assert.NotEqual(before, _certificate.Current.Fingerprint);
    }

    private void Write(string text) => File.WriteAllText(Conf, text);

    private sealed class Silent : ISystemdNotifier
    {
        public bool IsEnabled => false;

        public void Notify(ServiceState state)
        {
        }
    }
}
