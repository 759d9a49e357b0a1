using Chat.Actors.Storage;
using Chat.Actors.Tests.Storage;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresContractSpecs(TestDatabase database) : ChatStoreContract, IClassFixture<TestDatabase>
{
    protected override async Task<IChatStore> CreateAsync()
    {
        await database.ClearAsync();
        return database.Open();
    }
}
