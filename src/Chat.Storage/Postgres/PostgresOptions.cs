using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>
/// Which PostgreSQL database a node uses, and as whom. Holds a password and therefore shows none of it: <see cref="ToString"/> gives
/// host, port and database.
/// </summary>
public sealed class PostgresOptions
{
    /// <summary>Seconds after which a server that takes no connection counts as away: then senders and readers are told.</summary>
    private const int Away = 5;

    private readonly NpgsqlConnectionStringBuilder _given;

    private PostgresOptions(NpgsqlConnectionStringBuilder given, bool hasPassword) => (_given, HasPassword) = (given, hasPassword);

    /// <summary>True where the text that was read holds a password.</summary>
    public bool HasPassword { get; }

    /// <summary>The options by which PostgreSQL's own programs find the database; the password is asked for, or in <c>~/.pgpass</c>.</summary>
    public IReadOnlyList<string> ProgramOptions =>
    [
        $"--host={_given.Host}", $"--port={_given.Port.ToString(CultureInfo.InvariantCulture)}",
        .. string.IsNullOrEmpty(_given.Username) ? (string[])[] : [$"--username={_given.Username}"], $"--dbname={Database}",
    ];

    /// <summary>For logs and error lines, without a secret.</summary>
    internal string Description => $"PostgreSQL, {this}";

    /// <summary>The database.</summary>
    internal string Database => _given.Database ?? _given.Username ?? "";

    /// <summary>Reads a connection string of Npgsql (https://www.npgsql.org/doc/connection-string-parameters.html).</summary>
    /// <param name="text">Such as <c>Host=db.example;Database=akkachat;Username=akkachat</c>. The host must be in it.</param>
    /// <param name="options">What it says.</param>
    /// <returns>False for a text that is none.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostgresOptions? options)
    {
        try
        {
            var given = new NpgsqlConnectionStringBuilder(text);
            options = string.IsNullOrWhiteSpace(given.Host) ? null : new PostgresOptions(given, !string.IsNullOrEmpty(given.Password));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
        {
            options = null;
        }

        return options is not null;
    }

    /// <summary>The same with that password.</summary>
    public PostgresOptions WithPassword(string password) => new(Copy(given => given.Password = password), HasPassword);

    /// <inheritdoc/>
    public override string ToString() => $"{_given.Host}:{_given.Port}/{Database}";

    /// <summary>For reads: a bounded pool, statements prepared once they are used again. All times are in seconds.</summary>
    internal string ForReading() => Copy(c =>
    {
        Default(c, "Timeout", Away);
        Default(c, "Maximum Pool Size", 16);
        Default(c, "Max Auto Prepare", 64);
        Default(c, "Auto Prepare Min Usages", 2);
        Default(c, "Command Timeout", 10);
    }).ConnectionString;

    /// <summary>For the one connection that writes, which is kept open.</summary>
    internal string ForWriting() => Copy(c =>
    {
        c.Pooling = false;
        Default(c, "Timeout", Away);
        Default(c, "Max Auto Prepare", 64);
        Default(c, "Auto Prepare Min Usages", 2);
        Default(c, "Command Timeout", 30);
    }).ConnectionString;

    /// <summary>For work that is done once: questions at the start, migrations.</summary>
    internal string ForOnce() => Copy(c =>
    {
        c.Pooling = false;
        Default(c, "Command Timeout", 600);
    }).ConnectionString;

    // ContainsKey would say yes to every name there is.
    private static void Default(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        if (!builder.ShouldSerialize(keyword))
        {
            builder[keyword] = value;
        }
    }

    private NpgsqlConnectionStringBuilder Copy(Action<NpgsqlConnectionStringBuilder> change)
    {
        var copy = new NpgsqlConnectionStringBuilder(_given.ConnectionString) { Enlist = false };
        Default(copy, "Application Name", "akkachat");

        // Details and parameters would bring message texts into logs.
        copy.IncludeErrorDetail = false;
        copy.LogParameters = false;
        change(copy);
        return copy;
    }
}
