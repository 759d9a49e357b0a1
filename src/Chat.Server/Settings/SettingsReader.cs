using Akka.Configuration;
using Chat.Actors;
using Chat.Actors.Accounts;
using Chat.Actors.Moderation;
using Chat.Protocol;
using Chat.Protocol.Names;
using Microsoft.Extensions.Logging;

namespace Chat.Server.Settings;

/// <summary>
/// Reads the settings in three layers, later ones winning: <c>hocon/chat.conf</c> as built into the server, a settings
/// file, the command line.
/// </summary>
public static class SettingsReader
{
    private const int MostAutoJoin = 50;
    private const int LongestServerName = 64;

    private static readonly Dictionary<string, LogLevel> LogLevels = new()
    {
        ["trace"] = LogLevel.Trace,
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Information,
        ["warn"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
    };

    private static readonly Dictionary<string, LogFormat> LogFormats = new()
    {
        ["text"] = LogFormat.Text,
        ["json"] = LogFormat.Json,
    };

    private static readonly Dictionary<string, StorageKind> Storages = new()
    {
        ["sqlite"] = StorageKind.Sqlite,
        ["postgres"] = StorageKind.Postgres,
        ["memory"] = StorageKind.Memory,
    };

    private static readonly Dictionary<string, AccountPolicy?> Policies = new()
    {
        ["auto"] = null,
        ["open"] = AccountPolicy.Open,
        ["required"] = AccountPolicy.Required,
        ["invite"] = AccountPolicy.Invite,
    };

    private static readonly Dictionary<string, RoomCreation> Creators = new()
    {
        ["everyone"] = RoomCreation.Everyone,
        ["registered"] = RoomCreation.Registered,
        ["admins"] = RoomCreation.Admins,
    };

    /// <summary>The copy of <c>hocon/chat.conf</c> beside the server's binary: what it says counts where no other file is given.</summary>
    public static string DefaultFile { get; } = Path.Combine(AppContext.BaseDirectory, "hocon", "chat.conf");

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="file">A settings file, or null for <see cref="DefaultFile"/>, which may be missing.</param>
    /// <param name="overrides">What the command line says.</param>
    /// <exception cref="SettingsException">A setting is wrong, unknown, or the file can't be read.</exception>
    public static ChatSettings Read(string? file, SettingOverrides overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        file ??= File.Exists(DefaultFile) ? DefaultFile : null;
        ChatSettings settings = Read(SettingsFile.Shipped, file is null ? null : SettingsFile.Load(file), overrides) with { Source = new SettingsSource(file, overrides) };
        if (file is not null)
        {
            PostgresSettings.RequirePrivate(file, settings.Postgres);
        }

        return settings;
    }

    /// <summary>The settings where nobody says otherwise.</summary>
    public static ChatSettings Defaults() => Read(SettingsFile.Shipped, null, new SettingOverrides());

    /// <summary>Lays the layers over each other and checks the result.</summary>
    internal static ChatSettings Read(SettingsFile shipped, SettingsFile? own, SettingOverrides overrides)
    {
        var values = new Dictionary<string, SettingValue>(shipped.Values);
        foreach (SettingValue value in own?.Values.Values ?? [])
        {
            RequireKnown(value, shipped.Values.Keys);
            values[value.Key] = value;
        }

        Override("server.listen", "--listen", overrides.Listen);
        Override("tls.listen", "--tls-listen", overrides.TlsListen);
        Override("http.listen", "--http", overrides.Http);
        Override("monitor.listen", "--monitor", overrides.Monitor);
        Override("data.directory", "--data", overrides.Data);
        return Build(new SettingValues(values), own is null ? shipped.Akka : own.Akka.WithFallback(shipped.Akka)) with { Written = values };

        void Override(string key, string option, string? text)
        {
            if (text is not null)
            {
                values[key] = new SettingValue(key, option, text);
            }
        }
    }

    private static void RequireKnown(SettingValue value, IEnumerable<string> keys)
    {
        string[] known = [.. keys];
        if (known.Contains(value.Key) || RetentionSettings.IsOfRoom(value.Key))
        {
            return;
        }

        bool isSection = known.Any(k => k.StartsWith(value.Key + ".", StringComparison.Ordinal));
        string? near = NearestName.Find(value.Key, known);
        throw new SettingsException(
            isSection ? $"{value.Label} is a section: write {value.Key} {{ NAME = VALUE }}"
            : RetentionSettings.HintFor(value.Key) is { } hint ? $"{value.Label} is not a setting; {hint}"
            : near is not null ? $"{value.Label} is not a setting; did you mean {near}?"
            : $"{value.Label} is not a setting; all settings are listed in hocon/chat.conf");
    }

    private static ChatSettings Build(SettingValues values, Config akka)
    {
        TimeSpan stop = values.Duration("shutdown.timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        TimeSpan phases = ShutdownPhases.Total(akka);
        if (stop <= phases)
        {
            throw values.Refuse("shutdown.timeout", $"longer than the phases of akka.coordinated-shutdown together, {SettingUnits.Format(phases)}");
        }

        StorageKind storage = values.Word("data.storage", Storages);
        Listeners listeners = Listeners.Read(values);
        return new ChatSettings
        {
            Listen = listeners.Chat,
            Tls = listeners.Tls,
            Http = listeners.Http,
            HttpTls = listeners.HttpTls,
            Web = listeners.Web,
            Monitor = listeners.Monitor,
            Telemetry = TelemetrySettings.Read(values),
            DataDirectory = values.Path("data.directory"),
            Storage = storage,
            Postgres = PostgresSettings.Read(values, storage),
            PostgresPasswordFile = PostgresSettings.PasswordFile(values, storage),
            LogLevel = values.Word("log.level", LogLevels),
            LogFormat = values.Word("log.format", LogFormats),
            ShutdownTimeout = stop,
            Options = BuildOptions(values, listeners),
            Akka = akka,
        };
    }

    private static AccountPolicy Policy(SettingValues values, Listeners listeners)
    {
        const string Key = "accounts.policy";
        AccountPolicy? written = values.Word(Key, Policies);
        if (written == AccountPolicy.Invite && values.Word("data.storage", Storages) == StorageKind.Memory)
        {
            throw values.Refuse(Key, "another where data.storage is memory: nothing could keep the invites");
        }

        return written ?? (listeners.AreLocal ? AccountPolicy.Open : AccountPolicy.Required);
    }

    private static ChatOptions BuildOptions(SettingValues values, Listeners listeners)
    {
        NamePolicy names = values.Switch("names.unicode") ? NamePolicy.Unicode : NamePolicy.Ascii;
        int frame = values.Bytes("limits.maxFrameBytes", 1024, ProtocolLimits.MaxServerFrameBytes);
        int text = values.Bytes("limits.maxTextBytes", 1, ProtocolLimits.MaxPageTextBytes);
        if (text >= frame)
        {
            throw values.Refuse("limits.maxTextBytes", $"less than limits.maxFrameBytes, {SettingUnits.Format(frame)}");
        }

        TimeSpan hold = values.Duration("guests.hold", TimeSpan.Zero, TimeSpan.FromDays(30));
        return new ChatOptions
        {
            ServerName = values.Text("server.name", LongestServerName),
            ServerVersion = ServerVersion.Current,
            AutoJoin = AutoJoin(values, names),
            Names = names,
            GuestHold = hold,
            GuestKeep = values.Duration("guests.keep", hold, TimeSpan.FromDays(365)),
            MaxGuests = values.Number("guests.max", 1, 10_000_000),
            Retention = RetentionSettings.Read(values, names),
            Accounts = Policy(values, listeners),
            MaxAccounts = values.Number("accounts.max", 1, 10_000_000),
            PasswordWorkers = values.Number("accounts.passwordWorkers", 0, 1000),
            PasswordsPending = values.Number("accounts.passwordsPending", 0, 100_000),
            SessionExpire = values.Duration("sessions.expire", TimeSpan.FromHours(2), TimeSpan.FromDays(3650)),
            SessionsPerUser = values.Number("sessions.perUser", 1, 1000),
            MaxFrameBytes = frame,
            MaxTextBytes = text,
            Replay = values.Number("limits.replay", 0, 100_000),
            OutboxBytes = values.Bytes("limits.outboxBytes", ProtocolLimits.MaxServerFrameBytes, 1 << 30),
            InFlight = values.Number("limits.inFlight", 1, 1000),
            MaxConnections = values.Number("limits.maxConnections", 1, 1_000_000),
            HandshakeTimeout = values.Duration("limits.handshakeTimeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            FrameTimeout = values.Duration("limits.frameTimeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            RoomsPerUser = values.Number("limits.roomsPerUser", 1, 10_000),
            PairsPerUser = values.Number("limits.pairsPerUser", 0, 100_000),
            RoomCreation = values.Word("rooms.create", Creators),
            BansPerRoom = values.Number("limits.bansPerRoom", 1, 100_000),
            UsersPerRoom = values.Number("limits.usersPerRoom", 2, 1_000_000),
            DevicesPerUser = values.Number("limits.devicesPerUser", 1, 1000),
            PresenceGrace = values.Duration("presence.grace", TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            LargeRoom = values.Number("presence.largeRoom", 2, 1_000_000),
            CountsInterval = values.Duration("presence.interval", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            WriterPending = values.Number("limits.writerPending", 1, 1_000_000),
            Searches = values.Number("limits.searches", 1, 100),
            SearchTimeout = values.Duration("limits.searchTimeout", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            Limits = LimitSettings.Read(values),
            RelayRing = values.Number("limits.relayRing", 0, 10_000),
            IdleEntity = values.Duration("limits.idleEntity", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        };
    }

    private static List<string> AutoJoin(SettingValues values, NamePolicy names)
    {
        const string Key = "rooms.autojoin";
        string allowed = $"a list of at most {MostAutoJoin} different room names, such as [\"lobby\"]";
        IReadOnlyList<string> written = values.List(Key, allowed);
        var rooms = new List<string>();
        var folded = new HashSet<string>();
        foreach (string room in written)
        {
            if (!NameRules.TryParse(room, NameKind.Room, names, out ChatName name, out string? problem))
            {
                throw values.Refuse(Key, $"{allowed}. {problem}");
            }

            if (!folded.Add(name.Folded))
            {
                throw values.Refuse(Key, allowed);
            }

            rooms.Add(name.Display);
        }

        return rooms.Count <= MostAutoJoin ? rooms : throw values.Refuse(Key, allowed);
    }
}
