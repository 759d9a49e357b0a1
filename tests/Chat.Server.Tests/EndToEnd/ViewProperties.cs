using Chat.Server.Tests.EndToEnd.Support;
using CsCheck;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Whatever people do at the same time, each client's view is the server's state.</summary>
public sealed class ViewProperties
{
    private const int People = 4;
    private static readonly string[] Names = ["lobby", "art", "music"];

    private static readonly Gen<(int Who, int What, int Room)[]> Script =
        Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 11], Gen.Int[0, Names.Length - 1]).Array[1, 60];

    [Fact]
    public async Task Should_leave_every_view_equal_to_the_state_fetched_anew() =>
        await Script.SampleAsync(script => PlayAsync(script, largeRoom: 200), iter: 12, threads: 1, seed: "0000KOIPe036");

    /// <summary>Three or four members are a large room here: each room becomes large and small again while they act.</summary>
    [Fact]
    public async Task Should_leave_every_view_equal_to_the_state_fetched_anew_where_rooms_become_large() =>
        await Script.SampleAsync(script => PlayAsync(script, largeRoom: 2), iter: 12, threads: 1, seed: "0000KOIPe036");

    private static async Task PlayAsync((int Who, int What, int Room)[] script, int largeRoom)
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { LargeRoom = largeRoom });
        Participant[] people = [.. Enumerable.Range(0, People).Select(n => new Participant(node, n))];
        foreach (Participant person in people)
        {
            await person.ConnectAsync();
        }

        foreach ((int who, int what, int room) in script)
        {
            await ActAsync(people[who], what, Names[room]);
        }

        // The first round is behind everything that was done, the second behind what followed from it, the third behind what people learned.
        await node.Actors.SettleConnectionsAsync(People);
        await SyncAsync(people);
        await SyncAsync(people);
        await SyncAsync(people);
        foreach (Participant person in people)
        {
            await person.AssertTrueAsync();
        }

        foreach (Participant person in people)
        {
            await person.AssertMemberAsync();
        }

        foreach (((string, long) at, string text) in people.SelectMany(p => p.Log))
        {
            Assert.All(people, p => Assert.Equal(text, p.Log.GetValueOrDefault(at, text)));
        }
    }

    private static async Task SyncAsync(Participant[] people)
    {
        foreach (Participant person in people)
        {
            // Through its session and each room, whether it knows to be in it or not; then through the storage, behind what is being stored.
            foreach (string room in Names)
            {
                await person.AskAsync("typing", ("room", room));
            }

            foreach (string room in person.Rooms.Keys)
            {
                await person.SayAsync(room);
            }
        }

        foreach (Participant person in people)
        {
            await person.SyncAsync();
        }
    }

    private static Task ActAsync(Participant person, int what, string room) => what switch
    {
        0 or 1 => person.AskAsync("join", ("room", room)),
        2 => person.AskAsync("leave", ("room", room)),
        3 or 4 or 5 or 6 => person.SayAsync(room),
        7 => person.RenameAsync(room.Length),
        8 => person.AskAsync("away", ("text", room)),
        9 => person.AskAsync("away"),
        10 => person.AskAsync("topic", ("room", room), ("topic", $"about {room}")),
        _ => person.ConnectAsync(),
    };
}
