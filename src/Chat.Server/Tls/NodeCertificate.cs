using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Tls;

/// <summary>
/// The certificate that the node shows to whoever connects. Another takes its place in one step: who is connected stays so, who connects from then
/// on gets the new one.
/// </summary>
internal sealed partial class NodeCertificate
{
    private readonly Lock _gate = new();
    private readonly ILogger<NodeCertificate> _log;
    private ServedCertificate _current;
    private PemPair _read;

    private NodeCertificate(CertificateFiles files, PemPair read, ILogger<NodeCertificate> log)
    {
        Files = files;
        _read = read;
        _current = read.Parse(files);
        _log = log;
    }

    /// <summary>Where it is.</summary>
    public CertificateFiles Files { get; }

    /// <summary>The one in use.</summary>
    public ServedCertificate Current => Volatile.Read(ref _current);

    /// <summary>Reads a node's certificate, or makes one where the settings name none and there is none yet.</summary>
    /// <exception cref="StartException">It can't be used, or not be made.</exception>
    public static NodeCertificate Open(ChatSettings settings, TimeProvider time, ILogger<NodeCertificate> log)
    {
        CertificateFiles files = CertificateFiles.Of(settings);
        try
        {
            if (files.IsOwn && !File.Exists(files.Certificate))
            {
                SelfSigned.Write(SelfSigned.Make(settings.Tls.Names, time.GetUtcNow()), files);
                Log.Made(log, files.Certificate);
            }

            return new NodeCertificate(files, files.Read(), log);
        }
        catch (CertificateException e)
        {
            string help = files.IsOwn
                ? $"Remove {files.Certificate} to have another made, which has another fingerprint."
                : "Mend tls.certificate and tls.key, or leave both out.";
            throw new StartException($"Can't encrypt: {e.Message}. {help}", e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Made a certificate that signs itself: {Path}")]
        public static partial void Made(ILogger logger, string path);
    }
}
