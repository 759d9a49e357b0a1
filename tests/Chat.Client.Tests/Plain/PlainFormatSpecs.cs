using Chat.Client.Plain;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Plain;

public sealed class PlainFormatSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Should_change_nothing_but_colours_where_colours_are_asked_for()
    {
        var coloured = new PlainFormat(PlainInk.Colours);

        Assert.All(Written(coloured).Zip(Written(PlainFormat.Colourless)), lines =>
        {
            Assert.Contains("\u001b[", lines.First, StringComparison.Ordinal);
            Assert.Equal(lines.Second, System.Text.RegularExpressions.Regex.Replace(lines.First, "\u001b\\[[0-9]+m", string.Empty));
            Assert.DoesNotContain('\u001b', lines.Second);
        });
    }

    private static string[] Written(PlainFormat format) =>
    [
        format.Message(At, "Bob", "two\nlines", null, "python"),
        format.Private(At, "Alice", "Bob", "waves", MessageKind.Action),
        format.Event(At, "Bob joined lobby"),
        format.Info("2 rooms", ["lobby", "python"]),
    ];
}
