using Chat.Actors.Storage;
using Chat.Actors.Tests.Storage;
using Chat.Storage.Sqlite;

namespace Chat.Storage.Tests;

public sealed class SqliteContractSpecs : ChatStoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override Task<IChatStore> CreateAsync() => Task.FromResult<IChatStore>(SqliteStore.Open(_directory));
}
