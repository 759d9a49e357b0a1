using Chat.Client.Settings.Conf;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Settings.Conf;

public sealed class ConfTextSpecs
{
    private static readonly string[] Names = ["theme", "words", "a.b", "x"];
    private static readonly string[] Known = ["", "  ", "# words = old", "#theme = dark", "nonsense", "[view]", "[text]", "[other new]", "future.key = 1", "theme = x", "words=a , b "];
    private static readonly string[] Sections = ["view", "text", "profile work"];

    [Fact]
    public void Should_read_sections_and_entries_with_their_lines()
    {
        ConfText text = ConfText.Parse("\uFEFF# mine\r\n[view]\r\n  messages=10 \r\n\r\n[ profile work ]\r\nserver = chat://x?a=b # c");

        Assert.Equal([new ConfEntry("view", "messages", "10", 3), new ConfEntry("profile work", "server", "chat://x?a=b # c", 6)], text.Entries);
        Assert.Empty(text.Problems);
    }

    [Theory]
    [InlineData("[view]\nmessages 10\n", 2, "\"messages 10\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT")]
    [InlineData("= 10", 1, "\"= 10\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT")]
    [InlineData("[view", 1, "\"[view\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT")]
    public void Should_tell_which_line_is_nothing(string text, int line, string problem)
    {
        Assert.Equal([new ConfProblem(line, problem)], ConfText.Parse(text).Problems);
    }

    [Theory]
    [InlineData("", "[view]\n# why\nmessages = 9\n")]
    [InlineData("[view]\r\nmessages=5\r\nx = 1", "[view]\r\nmessages=9\r\nx = 1")]
    [InlineData("[view]\n  Messages =  5  \n", "[view]\n  Messages = 9\n")]
    [InlineData("[view]\n# how many\n#messages = 5\n\n[text]\nx = 1\n", "[view]\n# how many\n#messages = 5\nmessages = 9\n\n[text]\nx = 1\n")]
    [InlineData("[view]\nx = 1\n\n[text]\n#messages = 5\n", "[view]\nx = 1\n# why\nmessages = 9\n\n[text]\n#messages = 5\n")]
    [InlineData("[text]\nx = 1", "[text]\nx = 1\n\n[view]\n# why\nmessages = 9\n")]
    [InlineData("[view]\nmessages = 1\nmessages = 2\n", "[view]\nmessages = 1\nmessages = 9\n")]
    public void Should_set_a_value_where_it_belongs(string before, string after)
    {
        Assert.Equal(after, ConfText.Parse(before).With("view", "messages", "9", ["# why"]).ToString());
    }

    [Fact]
    public void Should_take_a_value_away_and_leave_its_explanation()
    {
        Assert.Equal("[view]\n#messages = 5\nx = 1\n", ConfText.Parse("[view]\n#messages = 5\nmessages = 1\nx = 1\nMESSAGES = 2\n").Without("view", "messages").ToString());
    }

    [Fact]
    public void Should_read_back_what_was_set_and_keep_every_other_line_as_it_was()
    {
        Gen<string> line = Gen.OneOf(
            Gen.Int[0, Known.Length - 1].Select(i => Known[i]),
            Gen.String[Gen.Char['\u0020', '\u00ff'], 0, 30]);
        Gen<string> text = Gen.Select(line.List[0, 20], Gen.Bool.Select(dos => dos ? "\r\n" : "\n"), Gen.Bool, (lines, end, last) => string.Join(end, lines) + (last ? end : ""));
        Gen<(string Section, string Name, string Value)> change = Gen.Select(
            Gen.Int[0, Sections.Length - 1].Select(i => Sections[i]), Gen.Int[0, Names.Length - 1].Select(i => Names[i]), Gen.String[Gen.Char['\u0021', '\u007e'], 0, 12], (section, name, value) => (section, name, value));

        Gen.Select(text, change.List[1, 8]).Sample((before, changes) =>
        {
            ConfText after = changes.Aggregate(ConfText.Parse(before), (made, next) => made.With(next.Section, next.Name, next.Value, ["# why"]));
            foreach (((string section, string name), string value) in changes.GroupBy(made => (made.Section, made.Name), made => made.Value).Select(made => (made.Key, made.Last())))
            {
                Assert.Equal(value, after.Entries.Last(entry => entry.Section == section && entry.Name == name).Value);
            }

            Queue<string> kept = new(Lines(before).Where(written => !IsChanged(written)));
            foreach (string written in Lines(after.ToString()))
            {
                if (kept.TryPeek(out string? next) && written == next)
                {
                    kept.Dequeue();
                }
            }

            Assert.Empty(kept);
        });

        // Only a line that sets one of the names may look otherwise afterwards.
        static bool IsChanged(string written) => Array.Exists(Names, name => written.Trim().Split('=')[0].Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
        static string[] Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
    }
}
