using Akka.Configuration;
using Chat.Actors;
using Chat.Storage.Postgres;
using Microsoft.Extensions.Logging;

namespace Chat.Server.Settings;

/// <summary>Where a node keeps messages and users.</summary>
public enum StorageKind
{
    /// <summary>In a SQLite file in the data directory.</summary>
    Sqlite,

    /// <summary>Nowhere: in memory, until the node stops.</summary>
    Memory,

    /// <summary>In a database of a PostgreSQL server.</summary>
    Postgres,
}

/// <summary>Everything a node is told before it starts, checked. <c>hocon/chat.conf</c> explains each setting.</summary>
public sealed record ChatSettings
{
    /// <summary>Where chat clients connect in plain text; null for nowhere.</summary>
    public required ListenAddress? Listen { get; init; }

    /// <summary>Where they connect with TLS, and with which certificate.</summary>
    public required TlsSettings Tls { get; init; }

    /// <summary>Where web clients connect; null for nowhere.</summary>
    public required ListenAddress? Http { get; init; }

    /// <summary>Which web clients are let in, and how they are looked after.</summary>
    public required WebSettings Web { get; init; }

    /// <summary>Where health and metrics are answered; null for nowhere.</summary>
    public required ListenAddress? Monitor { get; init; }

    /// <summary>Whether that is HTTPS.</summary>
    public required bool HttpTls { get; init; }

    /// <summary>Whether the node shows a certificate to anyone.</summary>
    public bool UsesTls => Tls.Listen is not null || HttpTls;

    /// <summary>Where metrics and traces are sent.</summary>
    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>Directory of everything the node keeps, as an absolute path.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where messages and users are kept.</summary>
    public required StorageKind Storage { get; init; }

    /// <summary>The database of <see cref="StorageKind.Postgres"/>; else null.</summary>
    public PostgresOptions? Postgres { get; init; }

    /// <summary>The file that the database's password was read from; null where it was not from one.</summary>
    public string? PostgresPasswordFile { get; init; }

    /// <summary>Least severe entry that is logged.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>How a log entry is written.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>Longest a stop may take; more than all phases of Akka's coordinated shutdown together.</summary>
    public required TimeSpan ShutdownTimeout { get; init; }

    /// <summary>What the actors need.</summary>
    public required ChatOptions Options { get; init; }

    /// <summary>The <c>akka</c> section, for the actor system; it wins over what the server sets itself.</summary>
    public required Config Akka { get; init; }

    /// <summary>The settings file that was read over the built-in defaults, as it was named; null where there was none.</summary>
    public string? File => Source?.File;

    /// <summary>Where they were read from; null where they were put together by hand.</summary>
    public SettingsSource? Source { get; init; }

    /// <summary>Every setting as it was written, by its full name.</summary>
    internal IReadOnlyDictionary<string, SettingValue> Written { get; init; } = new Dictionary<string, SettingValue>();
}
