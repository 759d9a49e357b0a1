using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

/// <content>What limits need to know.</content>
public abstract partial class ChatStoreContract
{
    [Fact]
    public async Task Should_count_rooms_and_no_private_ones()
    {
        long before = await Store.CountRoomsAsync(default);
        await CommitAsync(
            new Write.CreateRoom(RoomId.OfName("counted"), "counted", "counted", []),
            new Write.CreateRoom(Sample.AliceAndBob, "", Sample.AliceAndBob.Value, [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]));

        Assert.Equal(before + 1, await Store.CountRoomsAsync(default));
    }
}
