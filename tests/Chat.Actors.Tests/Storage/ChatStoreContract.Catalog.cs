using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Storage;

/// <content>The list of rooms, as this and that user sees it.</content>
public abstract partial class ChatStoreContract
{
    private static readonly RoomSettings Private = RoomSettings.Open with { Access = RoomAccess.Private };

    private static readonly CatalogViewer Stranger = new(Sample.Carol.User, Admin: false, Sample.Now);

    [Fact]
    public async Task Should_list_named_rooms_with_members_by_name()
    {
        await CommitAsync(
            new Write.CreateRoom(RoomId.OfName("cats"), "cats", "cats", [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]),
            new Write.CreateRoom(RoomId.OfName("empty"), "empty", "empty", []),
            new Write.SetTopic(RoomId.OfName("cats"), "purr"),
            CreatePair());

        Assert.Equal([new CatalogRoom("Lobby", 1, ""), new CatalogRoom("cats", 2, "purr")], await Store.ListRoomsAsync(Stranger, null, 10, default));
        Assert.Equal(["Lobby"], (await Store.ListRoomsAsync(Stranger, null, 1, default)).Select(r => r.Name));
        Assert.Equal(["cats"], (await Store.ListRoomsAsync(Stranger, "Lobby", 10, default)).Select(r => r.Name));
    }

    [Fact]
    public async Task Should_list_a_room_one_joins_by_invitation_for_everyone()
    {
        await CommitAsync(Moderate(new ModerationChange.SetSettings(RoomSettings.Open with { Access = RoomAccess.Invite })));

        Assert.Equal([new CatalogRoom("Lobby", 1, "", RoomAccess.Invite)], await Store.ListRoomsAsync(Stranger, null, 10, default));
    }

    [Fact]
    public async Task Should_list_a_private_room_for_those_alone_who_may_know_of_it()
    {
        await CommitAsync(
            Moderate(new ModerationChange.SetSettings(Private)),
            Moderate(new ModerationChange.PutInvitation(new RoomInvitation(Sample.Bob.User, "alice", Sample.Now, Sample.Now.AddDays(1)))));
        CatalogRoom[] lobby = [new("Lobby", 1, "", RoomAccess.Private)];

        Assert.Equal(lobby, await ListAsync(Sample.Alice.User));
        Assert.Equal(lobby, await ListAsync(Sample.Bob.User));
        Assert.Equal(lobby, await ListAsync(Sample.Bob.User, Sample.Now.AddDays(1).AddMilliseconds(-1)));
        Assert.Empty(await ListAsync(Sample.Bob.User, Sample.Now.AddDays(1)));
        Assert.Empty(await ListAsync(Sample.Carol.User));
        Assert.Equal(lobby, await Store.ListRoomsAsync(Stranger with { Admin = true }, null, 10, default));

        await CommitAsync(
            new Write.PutMember(Sample.Lobby, Sample.Bob.User, "member"),
            new Write.RemoveMember(Sample.Lobby, Sample.Alice.User));

        Assert.Empty(await ListAsync(Sample.Alice.User));
        Assert.Equal(lobby, await ListAsync(Sample.Bob.User, Sample.Now.AddDays(9)));
    }

    [Fact]
    public async Task Should_list_a_private_room_of_which_one_is_a_member_and_has_an_invitation_once()
    {
        await CommitAsync(Moderate(
            new ModerationChange.SetSettings(Private),
            new ModerationChange.PutInvitation(new RoomInvitation(Sample.Alice.User, "bob", Sample.Now, Sample.Now.AddDays(1)))));

        Assert.Single(await ListAsync(Sample.Alice.User));
    }

    [Fact]
    public async Task Should_page_over_hidden_rooms_in_the_exact_order_of_names()
    {
        // Private rooms lie before, between and behind the others; bob is in every third of them.
        string[] names = [.. Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? "a" : "Z") + $"{i:00}")];
        var writes = new List<Write>();
        foreach ((string name, int i) in names.Select((n, i) => (n, i)))
        {
            RoomId room = RoomId.OfName(name);
            writes.Add(new Write.CreateRoom(room, name, name, [Sample.Stored(i % 3 == 0 ? Sample.Bob : Sample.Alice)]));
            if (i % 5 != 0)
            {
                writes.Add(new Write.Moderate(room, [new ModerationChange.SetSettings(Private)], null));
            }
        }

        await CommitAsync([.. writes]);

        string[] bobs = [.. names.Where((_, i) => i % 5 == 0 || i % 3 == 0).Append("Lobby").Order(StringComparer.Ordinal)];
        Assert.Equal(bobs, await PagedAsync(new CatalogViewer(Sample.Bob.User, false, Sample.Now), 1));
        Assert.Equal(bobs, await PagedAsync(new CatalogViewer(Sample.Bob.User, false, Sample.Now), 4));
        Assert.Equal(names.Where((_, i) => i % 5 == 0).Append("Lobby").Order(StringComparer.Ordinal), await PagedAsync(Stranger, 3));
        Assert.Equal(names.Append("Lobby").Order(StringComparer.Ordinal), await PagedAsync(Stranger with { Admin = true }, 4));
    }

    private Task<IReadOnlyList<CatalogRoom>> ListAsync(UserId viewer, DateTimeOffset? now = null) =>
        Store.ListRoomsAsync(new CatalogViewer(viewer, Admin: false, now ?? Sample.Now), null, 10, default);

    private async Task<List<string>> PagedAsync(CatalogViewer viewer, int limit)
    {
        var names = new List<string>();
        while (await Store.ListRoomsAsync(viewer, names.LastOrDefault(), limit, default) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= limit);
            names.AddRange(page.Select(r => r.Name));
        }

        return names;
    }
}
