using Chat.Bench.Measure;
using Chat.Bench.Net;
using Xunit;

namespace Chat.Bench.Tests.Net;

public sealed class SeqCheckSpecs
{
    private readonly SeqCheck _check = new(new MeasureWindow());

    [Fact]
    public void Should_follow_each_sender_by_itself()
    {
        Read((1, 1), (2, 1), (2, 2), (1, 2), (2, 3));
        Assert.Null(_check.Problem);
    }

    [Theory]
    [InlineData(1L, 3L)]
    [InlineData(1L, 2L, 2L)]
    [InlineData(2L)]
    public void Should_see_a_hole_a_repetition_and_a_missing_first(params long[] numbers)
    {
        Read([.. numbers.Select(number => (7L, number))]);
        Assert.Contains("sender 7", _check.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_follow_a_room_from_where_one_joined()
    {
        _check.StartAfter(40);
        Read((0, 41), (0, 42));
        Assert.Null(_check.Problem);
        Read((0, 44));
        Assert.Equal("seq 44 came where 43 was due", _check.Problem);
    }

    private void Read(params (long Stream, long Number)[] messages)
    {
        foreach ((long stream, long number) in messages)
        {
            _check.Read(new MessageFacts(stream, number, SentAt: 0));
        }
    }
}
