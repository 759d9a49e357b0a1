using Chat.Actors.Limits;
using CsCheck;

namespace Chat.Actors.Tests.Limits;

public class FairSharesSpecs
{
    [Fact]
    public void Should_serve_owners_in_turn()
    {
        var queue = new FairShares<string, int>();
        foreach ((string owner, int item) in new[] { ("a", 1), ("a", 2), ("a", 3), ("b", 4), ("c", 5), ("b", 6) })
        {
            Assert.True(queue.TryEnqueue(owner, item, 10, out _));
        }

        Assert.Equal([1, 4, 5, 2, 6, 3], TakeAll(queue));
    }

    [Fact]
    public void Should_make_room_for_others_at_the_cost_of_who_has_most()
    {
        var queue = new FairShares<string, int>();
        foreach (int item in new[] { 1, 2, 3 })
        {
            queue.TryEnqueue("a", item, 3, out _);
        }

        Assert.False(queue.TryEnqueue("b", 4, 3, out int displaced));
        Assert.Equal(3, displaced);
        Assert.False(queue.TryEnqueue("a", 5, 3, out displaced));
        Assert.Equal(5, displaced);
        Assert.Equal([1, 4, 2], TakeAll(queue));
    }

    [Fact]
    public void Should_lose_nothing_but_what_it_says_and_hold_no_more_than_it_may() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            const int Most = 7;
            var queue = new FairShares<int, int>();
            var inside = new HashSet<int>();
            for (int i = 0; i < steps.Length; i++)
            {
                (int owner, int what) = steps[i];
                if (what == 0)
                {
                    Assert.Equal(inside.Count > 0, queue.TryDequeue(out int taken));
                    Assert.Equal(inside.Count > 0, inside.Remove(taken) || inside.Count > 0);
                }
                else if (what == 1 && queue.TryDrop(out int dropped))
                {
                    Assert.True(inside.Remove(dropped));
                }
                else
                {
                    inside.Add(i + 1);
                    if (!queue.TryEnqueue(owner, i + 1, Most, out int displaced))
                    {
                        Assert.True(inside.Remove(displaced));
                    }
                }

                Assert.Equal(inside.Count, queue.Count);
                Assert.InRange(queue.Count, 0, Most);
            }

            Assert.Equal(inside.Order(), TakeAll(queue).Order());
        });

    private static List<int> TakeAll<TOwner>(FairShares<TOwner, int> queue)
        where TOwner : notnull
    {
        var all = new List<int>();
        while (queue.TryDequeue(out int item))
        {
            all.Add(item);
        }

        return all;
    }
}
