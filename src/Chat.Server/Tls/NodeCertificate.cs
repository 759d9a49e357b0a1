using Chat.Server.Hosting;
using Chat.Server.Settings;

namespace Chat.Server.Tls;

/// <summary>
/// The certificate that the node shows to whoever connects. Another takes its place in one step, where it and its key are good: who is connected
/// stays so, who connects from then on gets the new one.
/// </summary>
internal sealed partial class NodeCertificate
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger<NodeCertificate> _log;
    private CertificateCandidate _current;
    private string? _doubt;
    private string? _told;

    private NodeCertificate(CertificateCandidate first, TimeProvider time, ILogger<NodeCertificate> log)
    {
        _current = first;
        _time = time;
        _log = log;
    }

    /// <summary>Where it is.</summary>
    public CertificateFiles Files => Volatile.Read(ref _current).Files;

    /// <summary>The one in use.</summary>
    public ServedCertificate Current => Volatile.Read(ref _current).Certificate;

    /// <summary>Reads a node's certificate, or makes one where the settings name none and there is none yet.</summary>
    /// <exception cref="StartException">It can't be used, or not be made.</exception>
    public static NodeCertificate Open(ChatSettings settings, TimeProvider time, ILogger<NodeCertificate> log)
    {
        CertificateFiles files = CertificateFiles.Of(settings);
        try
        {
            if (files.IsMissing)
            {
                SelfSigned.Write(SelfSigned.Make(settings.Tls.Names, time.GetUtcNow()), files);
                Log.Made(log, files.Certificate);
            }

            return new NodeCertificate(CertificateCandidate.Read(files), time, log);
        }
        catch (CertificateException e)
        {
            throw new StartException($"Can't encrypt: {e.Message}. {files.Help}", e);
        }
    }

    /// <summary>Reads what the files hold now, without using it yet.</summary>
    /// <param name="files">Others than those in use, or null for these.</param>
    /// <exception cref="CertificateException">It can't be used.</exception>
    public CertificateCandidate Prepare(CertificateFiles? files = null)
    {
        CertificateCandidate current = Volatile.Read(ref _current);
        return CertificateCandidate.Read(files ?? current.Files, current, _time.GetUtcNow());
    }

    /// <summary>Shows it to whoever connects from now on.</summary>
    /// <param name="candidate">Of <see cref="Prepare"/>.</param>
    public void Use(CertificateCandidate candidate)
    {
        lock (_gate)
        {
            bool isOther = candidate.Certificate != _current.Certificate;
            Volatile.Write(ref _current, candidate);
            (_doubt, _told) = (null, null);
            if (isOther)
            {
                Log.Replaced(_log, candidate.Certificate.Fingerprint, candidate.Certificate.NotAfter);
            }
        }
    }

    /// <summary>Reads the files anew and uses what they hold; where that can't be used, the log says why, and nothing changes.</summary>
    /// <returns>Why the old certificate stays; null where the files' is in use now.</returns>
    public string? Reload()
    {
        lock (_gate)
        {
            string? problem = TryUse();
            Tell(problem);
            return problem;
        }
    }

    /// <summary>
    /// The same for one who looks from time to time, and may look while one of the files is new and the other is not yet: what is wrong is told when
    /// it is still so the next time, and once.
    /// </summary>
    public void Look()
    {
        lock (_gate)
        {
            string? problem = TryUse();
            if (problem == _doubt)
            {
                Tell(problem);
            }

            _doubt = problem;
        }
    }

    /// <summary>Logs a warning of each thing that is wrong with the one in use: its end, within two weeks or past, and a key that others can read.</summary>
    public void WarnOfDoubts()
    {
        CertificateCandidate current = Volatile.Read(ref _current);
        DateTimeOffset now = _time.GetUtcNow();
        if (CertificateDoubts.Refusal(current.Files, current.Certificate, now) is { } refusal)
        {
            Log.Refused(_log, refusal);
        }

        foreach (string caution in CertificateDoubts.Cautions(current.Files, current.Certificate, now))
        {
            Log.Caution(_log, caution);
        }
    }

    private string? TryUse()
    {
        try
        {
            Use(Prepare());
            return null;
        }
        catch (CertificateException e)
        {
            return e.Message;
        }
    }

    private void Tell(string? problem)
    {
        if (problem is not null && problem != _told)
        {
            Log.Kept(_log, problem);
        }

        _told = problem;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Made a certificate that signs itself: {Path}")]
        public static partial void Made(ILogger logger, string path);

        [LoggerMessage(2, LogLevel.Information, "New connections get another certificate, {Fingerprint}, good until {End:u}")]
        public static partial void Replaced(ILogger logger, string fingerprint, DateTimeOffset end);

        [LoggerMessage(3, LogLevel.Warning, "The certificate stays as it was, since its files can't be used: {Problem}")]
        public static partial void Kept(ILogger logger, string problem);

        [LoggerMessage(4, LogLevel.Warning, "Clients refuse this node: {Refusal}. Put a new one in its place; it is read without a restart")]
        public static partial void Refused(ILogger logger, string refusal);

        [LoggerMessage(5, LogLevel.Warning, "{Caution}")]
        public static partial void Caution(ILogger logger, string caution);
    }
}
