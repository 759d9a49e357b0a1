using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>Reading a database as a whole, while nodes use it.</summary>
[NeedsPostgres]
public sealed class PostgresArchiveSpecs(TestDatabase database) : PostgresSpecs(database)
{
    private static readonly UserId Bob = new("bob-id");
    private static readonly RoomId Cats = RoomId.OfName("cats");
    private static readonly RoomId Pair = RoomId.OfPair(Alice, Bob);

    [Fact]
    public async Task Should_show_a_room_as_it_was_at_one_moment()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);
        await CommitAsync(store, new Write.SetTopic(Lobby, "talk"), Say("k1"), Say("k2"), Say("k3"), new Write.Prune(Lobby, 2, 10));
        using PostgresArchive archive = Open();

        await CommitAsync(store, Say("k4"));
        ArchivedRoom? room = archive.FindRoom("lobby");

        Assert.Equal(("Lobby", "talk", 3L, 2L), (room!.Name, room.Topic, room.LastSeq, room.Messages));
        Assert.Equal([(2L, At, "Alice", "hi", "k2"), (3L, At, "Alice", "hi", "k3")], archive.MessagesOf(room).Select(m => (m.Seq, m.At, m.From, m.Text, m.Key)));
        Assert.Null(archive.FindRoom("nowhere"));
    }

    [Fact]
    public async Task Should_show_a_user_and_what_it_wrote_wherever_that_was()
    {
        await using PostgresStore store = Database.Open();
        await CommitAsync(
            store,
            new Write.PutUser(new StoredUser(new UserId("former-id"), "alice", "alice", "a1ice", Guest: false, At.AddDays(1), Retired: true)),
            new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, At)),
            new Write.PutUser(new StoredUser(Bob, "Bob", "bob", "bob", Guest: true, At)),
            new Write.CreateRoom(Lobby, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]),
            new Write.CreateRoom(Cats, "cats", "cats", []),
            new Write.CreateRoom(Pair, "", Pair.Value, [new StoredMember(Alice, "Alice", "member"), new StoredMember(Bob, "Bob", "member")]),
            Say("k1"),
            Say("k1") with { Room = Cats },
            Say("k1") with { Room = Pair, Author = Bob, From = "Bob" },
            Say("k2") with { Room = Pair },
            new Write.SetRead(Lobby, Alice, 1));
        using PostgresArchive archive = Open();

        ArchivedUser alice = archive.FindUser("alice")!;
        IReadOnlyList<ArchivedPlace> places = archive.PlacesOf(alice);

        Assert.Equal((Alice.Value, "Alice", true, At, 3L), (alice.Id, alice.Name, alice.Guest, alice.SeenAt, alice.Messages));
        Assert.Equal(
            [("@Bob", "member", 0L, 2L), ("Lobby", "owner", 1L, 1L), ("cats", null, null, 1L)],
            places.Select(p => (p.Label, p.Role, p.Read, p.LastSeq)));
        Assert.Equal([["k2"], ["k1"], ["k1"]], places.Select(p => archive.MessagesOf(alice, p).Select(m => m.Key).ToArray()));
        Assert.Null(archive.FindUser("nobody"));
    }

    [Fact]
    public async Task Should_close_without_an_error_while_messages_are_left_unread()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);
        for (int i = 0; i < 10; i++)
        {
            await CommitAsync(store, [.. Enumerable.Range(0, 500).Select(n => Say($"k{i}.{n}", new string('x', 1000)))]);
        }

        using PostgresArchive archive = Open();
        ArchivedRoom room = archive.FindRoom("lobby")!;

        Assert.Equal(5000, room.Messages);
        Assert.Equal(1, archive.MessagesOf(room).First().Seq);
    }

    [Fact]
    public async Task Should_refuse_a_database_that_no_node_has_used_and_one_of_a_newer_program()
    {
        Assert.EndsWith("no node has used it yet. Check data.postgres.", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);

        await Database.Open().DisposeAsync();
        await Database.RunAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('Chat.Storage.Postgres.Migrations.9999-later.sql', now())");

        Assert.Contains("newer version", Assert.Throws<StorageException>(Open).Message, StringComparison.Ordinal);
    }

    private PostgresArchive Open() => PostgresArchive.Open(TestDatabase.Options(Database.ConnectionString));
}
