using Chat.Actors.Storage;

namespace Chat.Actors.Tests.Storage;

public class MemoryStoreSpecs : ChatStoreContract
{
    protected override Task<IChatStore> CreateAsync() => Task.FromResult<IChatStore>(new MemoryStore());
}
