using Chat.Client.Tui.Editing;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

public sealed class EditBufferSpecs
{
    private static readonly string[] Whole = ["a", "B", " ", "日", "👍🏽", "e\u0301", "👨‍👩‍👧", "🇯🇵", "\n", "-"];
    private static readonly string[] Nasty = ["a", "\u0301", "\u200d", "🇯", "🇵", "👍", "🏽", "\ufe0f", "\u202e", "\n", "\r\n", "\t", "\ud83d", "\udc4d", "\u0000", "ก", "ำ"];
    private readonly EditBuffer _buffer = new(new KillRing());

    [Fact]
    public void Should_do_what_a_list_of_characters_does()
    {
        Gen.Select(Gen.Int[0, 5], Gen.OneOf(Whole)).Array[0, 60].Sample(steps =>
        {
            var buffer = new EditBuffer(new KillRing());
            List<string> model = [];
            int caret = 0;
            foreach ((int deed, string text) in steps)
            {
                switch (deed)
                {
                    case 0 or 1:
                        buffer.Insert(text);
                        model.Insert(caret++, text);
                        break;
                    case 2:
                        buffer.EraseBack();
                        if (caret > 0)
                        {
                            model.RemoveAt(--caret);
                        }

                        break;
                    case 3:
                        buffer.EraseNext();
                        if (caret < model.Count)
                        {
                            model.RemoveAt(caret);
                        }

                        break;
                    default:
                        buffer.Move(deed == 4 ? -1 : 1);
                        caret = Math.Clamp(caret + (deed == 4 ? -1 : 1), 0, model.Count);
                        break;
                }

                Assert.Equal(string.Concat(model), buffer.Text);
                Assert.Equal(string.Concat(model.Take(caret)).Length, buffer.Caret);
            }
        });
    }

    [Fact]
    public void Should_never_stand_within_a_grapheme_nor_lose_its_way_back()
    {
        Gen.Select(Gen.Int[0, 17], Gen.OneOf(Nasty)).Array[0, 80].Sample(steps =>
        {
            var buffer = new EditBuffer(new KillRing());
            foreach ((int deed, string text) in steps)
            {
                Do(buffer, deed, text);
                Assert.Contains(buffer.Caret, EditText.Borders(buffer.Text));
                Assert.DoesNotContain(buffer.Text, c => char.IsControl(c) && c is not ('\n' or '\t'));
                Assert.Equal(buffer.Text, EditText.Normalize(buffer.Text));
            }

            string last = buffer.Text;
            for (int i = 0; i < 200; i++)
            {
                buffer.Undo();
            }

            Assert.Equal(string.Empty, buffer.Text);
            for (int i = 0; i < 200; i++)
            {
                buffer.Redo();
            }

            Assert.Equal(last, buffer.Text);
        });
    }

    [Fact]
    public void Should_take_back_a_word_at_once()
    {
        Type("hello you");
        _buffer.Undo();
        Assert.Equal("hello", _buffer.Text);
        _buffer.Undo();
        Assert.Equal("", _buffer.Text);
        _buffer.Redo();
        Assert.Equal("hello", _buffer.Text);
    }

    [Theory]
    [InlineData("one two|", "one |")]
    [InlineData("see http://x/y|", "see |")]
    [InlineData("日本 語 |", "日本 |")]
    public void Should_cut_to_a_blank(string before, string after) => Check(before, _buffer.CutToBlank, after);

    [Theory]
    [InlineData("one two.|", "one |")]
    [InlineData("日本 語|!", "日本 |!")]
    public void Should_cut_the_word_before(string before, string after) => Check(before, _buffer.CutWordBack, after);

    [Theory]
    [InlineData("ab|", "ba|")]
    [InlineData("a|bc", "ba|c")]
    [InlineData("日e\u0301|", "e\u0301日|")]
    [InlineData("a\n|b", "a\n|b")]
    [InlineData("|ab", "|ab")]
    public void Should_exchange_characters(string before, string after) => Check(before, _buffer.Transpose, after);

    [Fact]
    public void Should_cut_to_the_ends_of_the_line_only()
    {
        Check("one\ntwo| three\nfour", _buffer.CutToLineStart, "one\n| three\nfour");
        Check("one\ntwo| three\nfour", _buffer.CutToLineEnd, "one\ntwo|\nfour");
        Check("one\ntwo|\nfour", _buffer.CutToLineEnd, "one\ntwo|four");
        Check("one\n|two", _buffer.CutToLineStart, "one|two");
    }

    [Fact]
    public void Should_join_what_is_cut_in_a_row_and_yank_it()
    {
        Check("one two three|", () =>
        {
            _buffer.CutWordBack();
            _buffer.CutWordBack();
            _buffer.Yank();
            _buffer.Insert("!");
        }, "one two three!|");
    }

    [Fact]
    public void Should_yank_what_was_cut_before_right_after_a_yank_only()
    {
        Check("one two|", () =>
        {
            _buffer.CutWordBack();
            _buffer.Move(-1);
            _buffer.MoveToLineEnd();
            _buffer.CutAll();
            _buffer.Yank();
            Assert.True(_buffer.YankOlder());
        }, "two|");
        _buffer.Move(-1);
        Assert.False(_buffer.YankOlder());
    }

    [Fact]
    public void Should_keep_nothing_of_a_secret()
    {
        Type("known");
        _buffer.CutAll();
        _buffer.Load(string.Empty, secret: true);
        Type("hunter2 again");
        _buffer.CutWordBack();
        _buffer.CutAll();
        _buffer.Undo();
        Assert.Equal("", _buffer.Text);
        _buffer.Load(string.Empty);
        _buffer.Undo();
        Assert.Equal("", _buffer.Text);
        _buffer.Yank();
        Assert.Equal("known", _buffer.Text);
    }

    [Fact]
    public void Should_hold_no_more_than_it_may()
    {
        Assert.False(_buffer.Insert(string.Concat(Enumerable.Repeat("👍🏽", EditText.MaxLength / 4 + 1))));
        Assert.Equal(EditText.MaxLength, _buffer.Text.Length);
        Assert.False(_buffer.Insert("x"));
    }

    private static void Do(EditBuffer buffer, int deed, string text)
    {
        Action[] deeds =
        [
            () => buffer.Insert(text), () => buffer.Insert(text + text), buffer.EraseBack, buffer.EraseNext, () => buffer.Move(-1), () => buffer.Move(1), buffer.MoveToWordStart,
            buffer.MoveToWordEnd, buffer.CutToLineStart, buffer.CutToLineEnd, buffer.CutWordBack, buffer.CutWordNext, buffer.CutToBlank, buffer.Yank, () => buffer.YankOlder(),
            buffer.Transpose, () => buffer.MoveTo(text.Length), () => buffer.Replace(text),
        ];
        deeds[deed]();
    }

    private void Type(string text)
    {
        foreach (char c in text)
        {
            _buffer.Insert(c.ToString());
        }
    }

    private void Check(string before, Action deed, string after)
    {
        _buffer.Load(before.Replace("|", "", StringComparison.Ordinal));
        _buffer.MoveTo(before.IndexOf('|', StringComparison.Ordinal));
        deed();
        Assert.Equal(after, _buffer.Text.Insert(_buffer.Caret, "|"));
    }
}
