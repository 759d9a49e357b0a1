using Chat.Actors.Storage;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace Chat.Storage;

/// <summary>Brings a database's schema up to date by the <c>.sql</c> files built into this assembly, in order, each once.</summary>
internal static partial class SchemaMigration
{
    /// <summary>The migrations of a folder, by the names under which a database lists them.</summary>
    public static IReadOnlySet<string> Known(string folder) =>
        typeof(SchemaMigration).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(PrefixOf(folder), StringComparison.Ordinal)).ToHashSet();

    /// <summary>Applies what is missing.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="folder">The files' folder, below this project.</param>
    /// <param name="database">What log and error lines call the database.</param>
    /// <param name="log">Told before a database that is not new is changed: that may take minutes where there are millions of messages.</param>
    /// <param name="explain">What an error of the database means to the operator; null where it has no better word.</param>
    /// <exception cref="StorageException">It can't be done, or the database is of a newer program.</exception>
    public static void Apply(UpgradeEngineBuilder builder, string folder, string database, ILogger log, Func<Exception, StorageException?>? explain = null)
    {
        string prefix = PrefixOf(folder);
        UpgradeEngine upgrade = builder
            .WithScriptsEmbeddedInAssembly(typeof(SchemaMigration).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        IReadOnlySet<string> known = Known(folder);
        List<string> applied = upgrade.GetExecutedScripts();
        if (applied.Find(name => !known.Contains(name)) is { } newer)
        {
            throw new StorageException($"{database} was written by a newer version of the server (it has the migration {newer}); use that version.");
        }

        if (applied.Count > 0 && applied.Count < known.Count)
        {
            LogMigrating(log, database, known.Count - applied.Count);
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw explain?.Invoke(result.Error) ?? new StorageException($"{database} could not be brought up to date: {result.Error.Message}", result.Error);
        }
    }

    private static string PrefixOf(string folder) => $"Chat.Storage.{folder}.Migrations.";

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing {Database} up to date, once, in {Steps} steps; with millions of messages this may take minutes")]
    private static partial void LogMigrating(ILogger log, string database, int steps);
}
