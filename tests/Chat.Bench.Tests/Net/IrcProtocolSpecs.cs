using System.Text;
using Chat.Bench.Common;
using Chat.Bench.Net;
using Xunit;

namespace Chat.Bench.Tests.Net;

public sealed class IrcProtocolSpecs
{
    private static readonly WireProtocol Irc = WireProtocol.Irc;

    [Theory]
    [InlineData(":bench-1!~bench@127.0.0.1 PRIVMSG #bench-1 :hello", "Message")]
    [InlineData(":bench-1!~bench@127.0.0.1 PRIVMSG bench-2 :hello", "Message")]
    [InlineData(":irc.bench.test PONG irc.bench.test :1000000000000007", "Ok")]
    [InlineData(":bench-2!~bench@127.0.0.1 JOIN :#bench-1", "Presence")]
    [InlineData(":bench-2!~bench@127.0.0.1 JOIN #bench-1", "Presence")]
    [InlineData(":bench-2!~bench@127.0.0.1 QUIT :Quit: done", "Presence")]
    [InlineData(":irc.bench.test 001 bench-1 :Welcome", "Unknown")]
    [InlineData("PING :irc.bench.test", "Unknown")]
    [InlineData(":irc.bench.test NOTICE bench-1 :PRIVMSG #bench-1 :no message", "Unknown")]
    [InlineData(":PRIVMSG", "Unknown")]
    [InlineData("", "Unknown")]
    public void Should_tell_lines_apart_by_their_command(string line, string kind) => Assert.Equal(kind, Irc.KindOf(Bytes(line)).ToString());

    [Theory]
    [InlineData("a line\r\nrest", "a line", 8)]
    [InlineData("a line\nrest", "a line", 7)]
    [InlineData("\r\nrest", "", 2)]
    public void Should_cut_off_a_line(string received, string line, int bytes)
    {
        Assert.Equal(bytes, Irc.Cut(Bytes(received), out ReadOnlySpan<byte> frame, out _));
        Assert.Equal(line, Encoding.UTF8.GetString(frame));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half a li")]
    [InlineData("a line\r")]
    public void Should_wait_for_the_end_of_a_line(string received) => Assert.Equal(0, Irc.Cut(Bytes(received), out _, out _));

    [Fact]
    public void Should_give_up_on_a_line_without_an_end() => Assert.Throws<BenchException>(() => Irc.Cut(new byte[10_000], out _, out _));

    [Theory]
    [InlineData(":irc.bench.test PONG irc.bench.test :1000000000000007", 1_000_000_000_000_007)]
    [InlineData(":irc.bench.test PONG irc.bench.test 1000000000000007", 1_000_000_000_000_007)]
    [InlineData(":irc.bench.test PONG irc.bench.test :bench", 0)]
    public void Should_know_which_message_a_pong_is_for(string line, long id) => Assert.Equal(id, Irc.AckOf(Bytes(line)));

    [Theory]
    [InlineData(":irc.bench.test 001 bench-1 :Welcome", true)]
    [InlineData(":irc.bench.test 366 bench-1 #bench-1 :End of /NAMES list.", true)]
    [InlineData(":irc.bench.test 372 bench-1 :- 001", false)]
    [InlineData(":irc.bench.test 422 bench-1 :MOTD file is missing", false)]
    public void Should_know_when_it_is_let_in(string line, bool isDone) => Assert.Equal(isDone, Irc.Parse(Bytes(line)) is WireEvent.Done);

    [Fact]
    public void Should_know_a_refusal()
    {
        var refused = Assert.IsType<WireEvent.Refused>(Irc.Parse(":irc.bench.test 433 * bench-1 :Nickname is already in use."u8));
        Assert.Contains("already in use", refused.Why, StringComparison.Ordinal);
        Assert.IsType<WireEvent.SentAway>(Irc.Parse("ERROR :Closing link: (bench@127.0.0.1) [SendQ exceeded]"u8));
    }

    [Theory]
    [InlineData("PING :irc.bench.test", "PONG :irc.bench.test\r\n")]
    [InlineData(":irc.bench.test PING 123", "PONG 123\r\n")]
    public void Should_answer_a_servers_ping(string line, string answer) =>
        Assert.Equal(answer, Encoding.UTF8.GetString(Assert.IsType<WireEvent.AreYouThere>(Irc.Parse(Bytes(line))).Answer));

    [Fact]
    public void Should_address_rooms_and_users()
    {
        Assert.Equal("JOIN #bench-1\r\n", Encoding.UTF8.GetString(Irc.Join(2, "bench-1")));
        Assert.Equal("bench-2", IrcProtocol.TargetOf("@bench-2"));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
