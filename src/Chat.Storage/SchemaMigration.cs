using Chat.Actors.Storage;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Extensions.Logging;

namespace Chat.Storage;

/// <summary>Brings a database's schema up to date by the <c>.sql</c> files built into this assembly, in order, each once.</summary>
internal static partial class SchemaMigration
{
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
        List<string> applied = upgrade.GetExecutedScripts();
        RequireKnown(applied, folder, database);
        int missing = Known(folder).Count - applied.Count;
        if (applied.Count > 0 && missing > 0)
        {
            LogMigrating(log, database, missing);
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw explain?.Invoke(result.Error) ?? new StorageException($"{database} could not be brought up to date: {result.Error.Message}", result.Error);
        }
    }

    /// <summary>Makes sure that a database is of no newer program.</summary>
    /// <param name="applied">The migrations it lists.</param>
    /// <param name="folder">The files' folder, below this project.</param>
    /// <param name="database">What error lines call the database.</param>
    /// <exception cref="StorageException">It has one that is not known here.</exception>
    public static void RequireKnown(IEnumerable<string> applied, string folder, string database)
    {
        HashSet<string> known = Known(folder);
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
        {
            throw new StorageException($"{database} was written by a newer version of the server (it has the migration {newer}); use that version.");
        }
    }

    /// <summary>The migrations of a folder, by the names under which a database lists them.</summary>
    private static HashSet<string> Known(string folder) =>
        typeof(SchemaMigration).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(PrefixOf(folder), StringComparison.Ordinal)).ToHashSet();

    private static string PrefixOf(string folder) => $"Chat.Storage.{folder}.Migrations.";

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing {Database} up to date, once, in {Steps} steps; with millions of messages this may take minutes")]
    private static partial void LogMigrating(ILogger log, string database, int steps);
}
