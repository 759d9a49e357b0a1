namespace Chat.Actors.Tests.Costs;

/// <summary>
/// What a message costs in memory on its whole way through the actors. All threads are counted, so nothing else may run meanwhile; the least of
/// several rounds is taken, since what else there is can only add.
/// </summary>
[Collection(CostsCollection.Name)]
public class MessageCostSpecs
{
    private const int FewestRounds = 6;
    private const int MostRounds = 30;
    private const int Messages = 200;
    private const int Few = 2;
    private const int Many = 42;

    /// <summary>Less than the smallest object takes.</summary>
    private const int BytesPerMember = 20;

    /// <summary>A tenth more than it needs: 5,544 bytes in a Debug build, the spec's reading of two frames included.</summary>
    private const int MostBytes = 6100;

    [Fact]
    public async Task Should_carry_a_message_through_all_actors_within_the_bytes_it_needs_today()
    {
        long bytes = await LeastAsync(Few, "hello", MostBytes);

        Assert.InRange(bytes, 1, MostBytes);
    }

    [Fact]
    public async Task Should_add_less_than_an_object_for_each_member()
    {
        string text = new('x', 4000);

        long few = await LeastAsync(Few, text);
        long most = few + ((Many - Few) * BytesPerMember);
        long many = await LeastAsync(Many, text, most);

        Assert.InRange(many, 1, most);
    }

    /// <summary>On a busy machine threads are taken from each other's work, and each wait that this makes costs an object: there may be many such rounds before a calm one.</summary>
    /// <param name="members">Of the room.</param>
    /// <param name="text">Of the message.</param>
    /// <param name="enough">What needs no further round.</param>
    private static async Task<long> LeastAsync(int members, string text, long enough = long.MaxValue)
    {
        await using CostNode node = await CostNode.StartAsync(members);
        long least = long.MaxValue;
        for (int i = 0; i < FewestRounds || (least > enough && i < MostRounds); i++)
        {
            least = Math.Min(least, await node.BytesPerMessageAsync(Messages, text));
        }

        return least;
    }
}

/// <summary>Runs alone, after all specs that run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class CostsCollection
{
    public const string Name = "Costs";
}
