using Chat.Actors.Limits;
using CsCheck;

namespace Chat.Actors.Tests.Limits;

public class BucketTableSpecs
{
    private static readonly Rate Once = new(1, TimeSpan.FromMinutes(1));

    [Fact]
    public void Should_keep_a_debt_whatever_other_keys_come()
    {
        var table = new BucketTable<int>(100);
        Assert.Equal(0, table.TryTake(-1, Once, 0));
        for (int key = 0; key < 10_000; key++)
        {
            table.TryTake(key, Once, key);
        }

        Assert.NotEqual(0, table.TryTake(-1, Once, 10_000));
        Assert.Equal(100, table.Count);
    }

    [Fact]
    public void Should_let_keys_share_one_bucket_where_there_is_no_room_and_have_room_again_when_debts_are_paid()
    {
        var table = new BucketTable<int>(2);
        Assert.Equal([0, 0, 0], new[] { 1, 2, 3 }.Select(key => table.TryTake(key, Once, 0)));
        Assert.NotEqual(0, table.TryTake(4, Once, 0));

        Assert.Equal([0, 0], new[] { 5, 6 }.Select(key => table.TryTake(key, Once, Once.Per.Ticks)));
        Assert.NotEqual(0, table.TryTake(6, Once, Once.Per.Ticks));
    }

    [Fact]
    public void Should_be_as_a_bucket_for_each_key_while_there_is_room() =>
        Gen.Select(Gen.Int[0, 20], Gen.Long[0, TimeSpan.TicksPerMinute]).Array[0, 300].Sample(steps =>
        {
            var table = new BucketTable<int>(100);
            var model = new Dictionary<int, TokenBucket>();
            long now = 0;
            foreach ((int key, long pause) in steps)
            {
                now += pause;
                TokenBucket bucket = model.GetValueOrDefault(key);
                Assert.Equal(bucket.TryTake(Once, now), table.TryTake(key, Once, now));
                model[key] = bucket;
            }
        });
}
