using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Chat.Actors;
using Chat.Server.Logs;
using Chat.Server.Settings;
using Chat.Server.Tls;
using Microsoft.Extensions.Hosting.Systemd;

namespace Chat.Server.Reloading;

/// <summary>
/// Takes the settings file and the certificate over anew while the node runs, all of it or nothing: a file with a mistake changes nothing, nor does one that changes what needs
/// a restart. The command line goes on to win over the file.
/// </summary>
internal sealed partial class SettingsReload(
    ChatSettings settings,
    LiveOptions options,
    LogLevelSwitch level,
    ActorSystem system,
    ISystemdNotifier systemd,
    ILogger<SettingsReload> log,
    NodeCertificate? certificate = null)
{
    private readonly Lock _gate = new();
    private ChatSettings _current = settings;

    /// <summary>Reads the file, checks it, and lets it count. Logs what came of it. One at a time; takes as long as reading a small file does.</summary>
    public ReloadResult Run()
    {
        lock (_gate)
        {
            // The time lets systemd tell this reload from an earlier one (Type=notify-reload).
            systemd.Notify(new ServiceState(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={Stopwatch.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond}")));
            ReloadResult result = Try();
            systemd.Notify(new ServiceState($"READY=1\nSTATUS={result.Message}"));
            return result;
        }
    }

    private ReloadResult Try()
    {
        try
        {
            return Take(Read());
        }
        catch (Exception e) when (e is SettingsException or CertificateException)
        {
            Log.Refused(log, e.Message);
            return new ReloadResult(false, $"Nothing was changed: {e.Message}");
        }
        catch (Exception e)
        {
            // A signal may have asked for it, and above that is nobody who would take it.
            Log.Failed(log, e);
            return new ReloadResult(false, $"Nothing was changed: the settings could not be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private ChatSettings Read()
    {
        SettingsSource source = _current.Source ?? throw new SettingsException("this node was given its settings otherwise than by a file");
        return SettingsReader.Read(source.File, source.Overrides);
    }

    private ReloadResult Take(ChatSettings next)
    {
        IReadOnlyList<SettingChange> changes = SettingChange.Between(_current, next);
        string[] fixedOnes = [.. changes.Where(change => !SettingTraits.IsLive(change.Key)).Select(change => change.Key)];
        if (fixedOnes.Length > 0)
        {
            throw new SettingsException($"needs a restart: {string.Join(", ", fixedOnes)}; to take over the rest now, put back what was there");
        }

        CertificateCandidate? candidate = certificate?.Prepare(CertificateFiles.Of(next));
        bool isOther = candidate is not null && candidate.Certificate != certificate!.Current;
        if (changes.Count == 0 && !isOther)
        {
            Log.NothingNew(log, Origin(next));
            return new ReloadResult(true, $"Read {Origin(next)} again: nothing in it has changed.");
        }

        string all = string.Join("; ", [.. changes.Select(change => change.ToString()), .. isOther ? (string[])[$"another certificate from {candidate!.Files.Certificate}"] : []]);
        LogLevel before = level.Level;
        level.Level = before < next.LogLevel ? before : next.LogLevel;
        Log.Reloaded(log, Origin(next), all);
        Apply(next, candidate);
        return new ReloadResult(true, $"Read {Origin(next)} again: {all}.");
    }

    /// <summary>Nothing here can fail, so that all of it is done.</summary>
    private void Apply(ChatSettings next, CertificateCandidate? candidate)
    {
        if (candidate is not null)
        {
            certificate!.Use(candidate);
        }

        options.Exchange(next.Options);
        level.Level = next.LogLevel;
        system.EventStream.SetLogLevel(ActorLog.BusLevel(next.LogLevel));
        _current = next;
    }

    private static string Origin(ChatSettings settings) => settings.File ?? "the built-in defaults";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Settings were read again from {File}: {Changes}")]
        public static partial void Reloaded(ILogger logger, string file, string changes);

        [LoggerMessage(2, LogLevel.Information, "Settings were read again from {File}: nothing in it has changed")]
        public static partial void NothingNew(ILogger logger, string file);

        [LoggerMessage(3, LogLevel.Error, "Settings were read again, and nothing was changed: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Error, "Settings could not be read again, and nothing was changed")]
        public static partial void Failed(ILogger logger, Exception cause);
    }
}
