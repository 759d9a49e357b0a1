using System.Text;
using Chat.Bench.Net;
using Xunit;

namespace Chat.Bench.Tests.Net;

public sealed class IrcTemplateSpecs
{
    private const long Id = SendTemplate.NumberBase + 41;

    [Theory]
    [InlineData(IrcTemplate.MinTextBytes)]
    [InlineData(64)]
    [InlineData(400)]
    public void Should_write_a_message_of_the_asked_length_and_a_ping_behind_it(int textBytes)
    {
        string[] lines = Write(textBytes, sentAt: 5).Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("PRIVMSG #bench-1 :1000000000000005 1000000000000042", lines[0], StringComparison.Ordinal);
        Assert.Equal("PRIVMSG #bench-1 :".Length + textBytes, lines[0].Length);
        Assert.Equal($"PING :{Id}", lines[1]);
        Assert.Empty(lines[2]);
    }

    [Fact]
    public void Should_be_read_at_the_other_end_as_its_senders_next()
    {
        string line = ":bench-17!~bench@127.0.0.1 " + Write(64, sentAt: 1234).Split("\r\n")[0];
        Assert.Equal(new MessageFacts(Stream: 17, Number: 42, SentAt: 1234), WireProtocol.Irc.FactsOf(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("1000000000000005 and what is no number")]
    public void Should_not_take_anothers_text_for_its_own(string text) => Assert.False(IrcTemplate.TryRead(Encoding.UTF8.GetBytes(text), out _, out _));

    private static string Write(int textBytes, long sentAt)
    {
        IMessageTemplate template = WireProtocol.Irc.Template("bench-1", textBytes);
        byte[] target = new byte[template.Bytes];
        template.Write(target, Id, sentAt);
        return Encoding.UTF8.GetString(target);
    }
}
