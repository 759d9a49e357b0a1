using Chat.Actors.Storage;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Chat.Storage;

/// <summary>Brings a database's schema up to date by the <c>.sql</c> files built into this assembly, in order, each once.</summary>
internal static class SchemaMigration
{
    /// <summary>Applies what is missing.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="folder">The files' folder, below this project.</param>
    /// <param name="database">What error lines call the database.</param>
    /// <exception cref="StorageException">It can't be done, or the database is of a newer program.</exception>
    public static void Apply(UpgradeEngineBuilder builder, string folder, string database)
    {
        string prefix = $"Chat.Storage.{folder}.Migrations.";
        UpgradeEngine upgrade = builder
            .WithScriptsEmbeddedInAssembly(typeof(SchemaMigration).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        HashSet<string> known = [.. upgrade.GetDiscoveredScripts().Select(s => s.Name)];
        if (upgrade.GetExecutedScripts().Find(name => !known.Contains(name)) is { } newer)
        {
            throw new StorageException($"{database} was written by a newer version of the server (it has the migration {newer}); use that version.");
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw new StorageException($"{database} could not be brought up to date: {result.Error.Message}", result.Error);
        }
    }
}
