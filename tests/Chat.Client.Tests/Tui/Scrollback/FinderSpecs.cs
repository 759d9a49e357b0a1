using System.Collections.Immutable;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class FinderSpecs
{
    [Theory]
    [InlineData("cafe", "Le CAFÉ est ouvert", true)]
    [InlineData("CAFÉ", "le cafe", true)]
    [InlineData("e\u0301t", "été", true)]
    [InlineData("straße", "STRASSE", false)]
    [InlineData("日本", "これは日本語です", true)]
    [InlineData("cafe", "caf", false)]
    [InlineData("", "anything", false)]
    [InlineData("a", "\ud800 a \ufffe", true)]
    public void Should_find_in_any_case_with_or_without_accents(string sought, string text, bool found) => Assert.Equal(found, new SoughtText(sought).IsIn(text));

    [Fact]
    public void Should_mark_each_place_across_looks_and_lose_no_letter()
    {
        IReadOnlyList<Span> marked = new SoughtText("cafe").Mark([new Span("a ca", Ink.Normal), new Span("fé, Cafe", Ink.Self), new Span("\u0301!", Ink.Normal)]);

        Assert.Equal("a café, Cafe\u0301!", string.Concat(marked.Select(span => span.Text)));
        Assert.Equal(["ca", "fé", "Cafe", "\u0301"], marked.Where(span => span.Ink == Ink.Match).Select(span => span.Text));
        Assert.Equal([Ink.Normal, Ink.Match, Ink.Match, Ink.Self, Ink.Match, Ink.Match, Ink.Normal], marked.Select(span => span.Ink));
    }

    [Fact]
    public void Should_go_from_match_to_match_and_count_them()
    {
        Finder finder = Find("yes", [.. Enumerable.Range(1, 10).Select(seq => Message(seq, seq % 3 == 0 ? "yes" : "no"))], 4);

        Assert.Equal(3, finder.Count);
        Assert.Equal([9, 6, 3, null], new long?[] { finder.Next(99, up: true), finder.Next(9, up: true), finder.Next(6, up: true), finder.Next(3, up: true) });
        Assert.Equal([3, 6, 9, null], new long?[] { finder.Next(0, up: false), finder.Next(3, up: false), finder.Next(6, up: false), finder.Next(9, up: false) });
        Assert.Equal([1, 2, 3], new[] { finder.Place(9), finder.Place(6), finder.Place(3) });
        Assert.Equal(6, finder.Next(6, up: true, inclusive: true));
    }

    [Fact]
    public void Should_agree_with_a_search_of_everything_however_the_messages_came() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[0, 5].Array[1, 30]).Sample((most, steps) =>
        {
            var finder = new Finder(new SoughtText("yes"));
            ImmutableList<MessageInfo> messages = [];
            (long low, long high) = (1000, 999);
            foreach (int step in steps)
            {
                messages = step switch
                {
                    0 or 1 => messages.Add(Any(++high)),
                    2 => messages.InsertRange(0, [Any(low - 2), Any(low - 1)]),
                    3 when messages.Count > 2 => messages.RemoveRange(0, 2),
                    4 => messages.AddRange([Any(high + 2), Any(high + 3)]),
                    5 when messages.Count > 1 => Filled(messages),
                    _ => messages,
                };
                low = messages.IsEmpty ? low : messages[0].Seq;
                high = messages.IsEmpty ? high : messages[^1].Seq;
                finder.Advance(messages, most);
            }

            for (int i = 0; i < 500 && !finder.IsDone; i++)
            {
                finder.Advance(messages, most);
            }

            long[] expected = [.. messages.Where(message => message.Text == "yes").Select(message => message.Seq)];
            List<long> found = [];
            for (long? seq = finder.Next(long.MaxValue - 1, up: true); seq is { } at; seq = finder.Next(at, up: true))
            {
                found.Insert(0, at);
            }

            Assert.Equal(expected, found);
            Assert.Equal(expected.Length, finder.Count);
            Assert.Equal(Enumerable.Range(1, expected.Length).Reverse(), expected.Select(finder.Place));
        });

    private static ImmutableList<MessageInfo> Filled(ImmutableList<MessageInfo> messages) =>
        [.. Enumerable.Range((int)messages[0].Seq, (int)(messages[^1].Seq - messages[0].Seq + 1)).Select(seq => Any(seq))];

    private static Finder Find(string text, ImmutableList<MessageInfo> messages, int most)
    {
        var finder = new Finder(new SoughtText(text));
        while (!finder.IsDone)
        {
            finder.Advance(messages, most);
        }

        return finder;
    }

    private static MessageInfo Any(long seq) => Message(seq, seq % 3 == 0 ? "yes" : "no");

    private static MessageInfo Message(long seq, string text) => new(seq, DateTimeOffset.UnixEpoch, "Bob", text, "k");
}
