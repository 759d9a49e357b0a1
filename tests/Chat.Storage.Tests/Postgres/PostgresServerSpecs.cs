using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

public sealed class PostgresServerSpecs
{
    [PostgresFact]
    public async Task Should_find_the_server_that_the_environment_names() =>
        Assert.True(await PostgresServer.AskAsync<bool>(PostgresServer.ConnectionString!, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"));
}
