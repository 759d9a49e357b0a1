using System.Globalization;
using System.Text;
using Chat.Client.Attention;
using Chat.Client.Tests.Text;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Painting;

public sealed class MessageTextSpecs
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char, 0, 80],
        Gen.String["*_~`>[]():@ \nab:smile:https://x.org"],
        Gen.Int[0, Corpus.All.Count - 1].Array[0, 4].Select(numbers => string.Concat(numbers.Select(number => Corpus.All[number].Text))));

    [Theory]
    [InlineData("*bold* text", "<b>bold</b> text")]
    [InlineData("**bold** text", "<b>bold</b> text")]
    [InlineData("an _italic_ word", "an <i>italic</i> word")]
    [InlineData("~~gone~~", "<s>gone</s>")]
    [InlineData("*bold _and italic_*", "<b>bold </b><bi>and italic</bi>")]
    [InlineData("(*x*), \"_y_\".", "(<b>x</b>), \"<i>y</i>\".")]
    [InlineData("*a _b* c", "<b>a _b</b> c")]
    [InlineData("これは*太字*です", "これは<b>太字</b>です")]
    [InlineData("`a*b*c`", "<Code>a*b*c</Code>")]
    [InlineData("``a`b``", "<Code>a`b</Code>")]
    [InlineData("hello @Bob!", "hello <MentionOther>@Bob</MentionOther>!")]
    [InlineData("> said", "\n<Gutter>│ </Gutter><Quote>said</Quote>")]
    [InlineData("a\n> b\nc", "a\n<Gutter>│ </Gutter><Quote>b</Quote>\nc")]
    [InlineData("```cs\nint *x*;\n\nend\n```\nafter", "\n<Gutter>│ </Gutter><Dim>cs</Dim>\n<Gutter>│ </Gutter><Code>int *x*;</Code>\n<Gutter>│ </Gutter>\n<Gutter>│ </Gutter><Code>end</Code>\nafter")]
    [InlineData("```one line```", "<Code>one line</Code>")]
    [InlineData("see :smile: and :+1:", "see 😄 and 👍")]
    public void Should_show_what_marks_mean(string text, string shown) => Assert.Equal(shown, Written(MessageText.Spans(text, Ink.Normal)));

    [Fact]
    public void Should_cut_no_character_of_a_long_mention() => Assert.All(
        MessageText.Spans("@x" + string.Concat(Enumerable.Repeat("\ud835\udd1e", 40)), Ink.Normal),
        span => Assert.All(span.Text.EnumerateRunes(), rune => Assert.NotEqual(Rune.ReplacementChar, rune)));

    [Theory]
    [InlineData("snake_case_name and __init__")]
    [InlineData("file*names* 2*3*4 a * b * c")]
    [InlineData("*.txt and *.log")]
    [InlineData("*open and _open and ~~open and `open")]
    [InlineData("*_* ^_^ -_- ** __ ~~~~")]
    [InlineData("[no](javascript:alert(1)) [a] (b) [x](http://a b)")]
    [InlineData("[to](https://bank.example@evil.example)")]
    [InlineData("at 10:30:45 and 1:100:2 :no_such_name:")]
    [InlineData("mail a@b.example >:( >>>x")]
    [InlineData("```\nnever closed")]
    public void Should_leave_all_else_as_it_was_typed(string text) => Assert.Equal(text, Written(MessageText.Spans(text, Ink.Normal)));

    [Theory]
    [InlineData("https://example.org/a_b_c?x=1#y.", "https://example.org/a_b_c?x=1#y", "https://example.org/a_b_c?x=1#y")]
    [InlineData("(https://en.example.org/wiki/A_(b))", "https://en.example.org/wiki/A_(b)", "https://en.example.org/wiki/A_(b)")]
    [InlineData("*http://x.org/*", "http://x.org/", "http://x.org/")]
    [InlineData("mailto:bob@example.org", "mailto:bob@example.org", "mailto:bob@example.org")]
    [InlineData("https://bücher.example/ä", "https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")]
    [InlineData("https://[::1]:8080/x", "https://[::1]:8080/x", "https://[::1]:8080/x")]
    public void Should_link_addresses(string text, string shown, string link)
    {
        Span span = Assert.Single(MessageText.Spans(text, Ink.Normal), span => span.Look.Link is not null);

        Assert.Equal((shown, link), (span.Text, span.Look.Link));
    }

    [Fact]
    public void Should_show_where_a_named_link_leads()
    {
        IReadOnlyList<Span> spans = MessageText.Spans("[my bank](https://evil.example/x)", Ink.Normal);

        Assert.Equal("my bank (https://evil.example/x)", string.Concat(spans.Select(span => span.Text)));
        Assert.All(spans, span => Assert.Equal("https://evil.example/x", span.Look.Link));
    }

    [Fact]
    public void Should_give_the_terminal_no_address_that_could_harm_it()
    {
        foreach (string text in new[] { "https://a.org/\u001b]0;x\u0007", "http://a\u009cb.org", "https://a.org/" + new string('x', 3000), "file:///etc/passwd", "javascript:x", "https://", "http://user:pw@a.org" })
        {
            Assert.All(MessageText.Spans(text, Ink.Normal).Select(span => span.Look.Link).OfType<string>(), link => Assert.Matches("^(https?://|mailto:)[!-~]{1,2048}$", link));
        }

        Assert.All(MessageText.Spans("https://bank.example@evil.example", Ink.Normal), span => Assert.Null(span.Look.Link));
    }

    [Fact]
    public void Should_mark_the_words_one_wants_to_see_also_across_other_marks()
    {
        var options = new TextOptions { Marked = new Highlights(["alice", "two words"]) };

        Assert.Equal("<Mention>Alice</Mention>: *x alices", Written(MessageText.Spans("Alice: *x alices", Ink.Normal, options)));
        Assert.Equal("a <bMention>two</bMention><Mention> words</Mention>!", Written(MessageText.Spans("a *two* words!", Ink.Normal, options)));
        Assert.Equal("<MentionOther>@</MentionOther><Mention>alice</Mention> <Mention>alice</Mention>", Written(MessageText.Spans("@alice `alice`", Ink.Normal, options)));
    }

    [Fact]
    public void Should_show_raw_text_with_the_numbers_of_what_is_not_seen()
    {
        string raw = string.Concat(MessageText.Raw("*a*\u001b[0m\u202e\t\u200b\ud800 é\n\u0301", Ink.Normal).Select(span => span.Text));

        Assert.Equal("*a*\\x1b[0mU+202E\\tU+200BU+D800 é\n\u25cc\u0301", raw);
    }

    [Fact]
    public void Should_leave_the_names_of_emoji_where_that_is_set() =>
        Assert.Equal(":smile:", Written(MessageText.Spans(":smile:", Ink.Normal, new TextOptions { Emoji = EmojiLevel.Off })));

    [Fact]
    public void Should_be_safe_and_lose_no_letter_whatever_the_text() => Gen.Select(Texts, Gen.Bool, Gen.Bool).Sample((text, markup, full) =>
    {
        var options = new TextOptions { HasMarkup = markup, Emoji = full ? EmojiLevel.Full : EmojiLevel.Off };
        IReadOnlyList<Span> spans = MessageText.Spans(text, Ink.Normal, options);
        string shown = string.Concat(spans.Select(span => span.Text));

        Assert.DoesNotContain(shown.EnumerateRunes(), rune => (Rune.IsControl(rune) && rune.Value != '\n') || (!full && rune.Value is not 0x200C && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format));
        Assert.Equal(spans.Sum(span => span.Text.Split('\n').Sum(Glyphs.Columns)), spans.SelectMany(span => span.Text.Split('\n')).SelectMany(Glyphs.Of).Sum(glyph => glyph.Columns));
        string clean = CleanText.Block(text, full);
        // A named link shows its address as it is looked up, a name between colons its emoji.
        Assert.True(full || clean.Contains("](", StringComparison.Ordinal) || IsWithin(Bare(clean), Bare(shown)), $"{clean} became {shown}");
        Assert.True(markup || shown == clean);
    });

    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("`")]
    [InlineData("_a ")]
    [InlineData("[a](")]
    [InlineData("*a _b ")]
    [InlineData("``` ")]
    [InlineData("> ")]
    [InlineData(":a")]
    [InlineData("http://%")]
    [InlineData("(")]
    [InlineData("@a")]
    [InlineData("\n```")]
    [InlineData("``a`")]
    public void Should_make_of_hostile_text_no_more_than_in_proportion(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 16 * 1024 / piece.Length));
        IReadOnlyList<Span> spans = MessageText.Spans(text, Ink.Normal);

        Assert.InRange(spans.Sum(span => span.Text.Length), 0, 2 * text.Length);
        Assert.InRange(spans.Count, 1, text.Length + 1);
    }

    // What stands in the text but for the signs that are markup, the bars and what a link's address adds.
    private static string Bare(string text) => string.Concat(text.Where(c => !"*_~`>[]() │\n".Contains(c, StringComparison.Ordinal)));

    private static bool IsWithin(string letters, string shown)
    {
        int at = 0;
        foreach (char c in shown)
        {
            at += at < letters.Length && letters[at] == c ? 1 : 0;
        }

        return at == letters.Length;
    }

    private static string Written(IReadOnlyList<Span> spans) => string.Concat(spans.Select(span =>
    {
        string marks = (span.Look.Marks.HasFlag(Marks.Bold) ? "b" : "") + (span.Look.Marks.HasFlag(Marks.Italic) ? "i" : "") + (span.Look.Marks.HasFlag(Marks.Strike) ? "s" : "");
        string tag = marks + (span.Ink == Ink.Normal || span.Look.Link is not null ? "" : span.Ink.ToString());
        return tag.Length == 0 ? span.Text : $"<{tag}>{span.Text}</{tag}>";
    }));
}
