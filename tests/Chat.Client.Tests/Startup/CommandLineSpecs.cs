using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Startup;

public sealed class CommandLineSpecs
{
    private const string Server = "--server=chat://localhost";
    private const string User = "--user=Alice";

    [Theory]
    [InlineData("--plain")]
    [InlineData("--server=chat://localhost")]
    [InlineData("--server=http://localhost --user=Alice")]
    [InlineData("--server=chat://localhost --user=Alice --password=x")]
    [InlineData("--server=chat://localhost --user=Alice --json --color")]
    [InlineData("send --server=chat://localhost --user=Alice hello")]
    [InlineData("send --server=chat://localhost --user=Alice --room=lobby")]
    public async Task Should_end_with_the_usage_code_where_something_is_wrong_or_missing(string args)
    {
        var host = new FakeHost();

        Assert.Equal(ExitCodes.Usage, await CommandLine.RunAsync(args.Split(' '), host.Host));
        Assert.NotEmpty(host.Error.ToString());
        Assert.Empty(host.Chat.Requests);
    }

    [Fact]
    public async Task Should_ask_for_what_is_missing_where_somebody_can_answer()
    {
        var host = new FakeHost(new StringReader("\nAlice\n"), asks: true);

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["--no-token"], host.Host));
        Assert.Equal("Server [chat://localhost:12345]: Your name: ", host.Error.ToString());
    }

    [Theory]
    [InlineData(SdkErrorCodes.Unreachable, ExitCodes.Unreachable)]
    [InlineData(ErrorCodes.NameTaken, ExitCodes.Refused)]
    public async Task Should_say_why_it_could_not_connect(string code, int exit)
    {
        var host = new FakeHost(connect: _ => throw FakeChat.Error(code, "Because."));

        Assert.Equal(exit, await CommandLine.RunAsync([Server, User], host.Host));
        Assert.Equal("Error: Because.", host.Error.ToString().Trim());
    }

    [Theory]
    [InlineData("python", "hello", new[] { "join python", "send python hello", "quit" })]
    [InlineData("lobby", "hello", new[] { "send lobby hello", "quit" })]
    [InlineData("@Bob", "-", new[] { "send @Bob from\nstdin", "quit" })]
    public async Task Should_send_one_message(string room, string text, string[] requests)
    {
        var host = new FakeHost(new StringReader("from\nstdin\n")) { Chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, "")) };

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["send", Server, User, "--room", room, text], host.Host));
        Assert.Equal(requests, host.Chat.Requests);
    }

    [Fact]
    public async Task Should_fail_where_the_message_was_refused()
    {
        var host = new FakeHost { Chat = new FakeChat { Refuse = request => request.StartsWith("send", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.NoSuchUser, "Nobody.") : null } };

        Assert.Equal(ExitCodes.Refused, await CommandLine.RunAsync(["send", Server, User, "--room", "@Bob", "x"], host.Host));
        Assert.True(host.Chat.Quitted);
    }

    [Fact]
    public async Task Should_print_a_room_until_the_connection_ends()
    {
        var host = new FakeHost { Chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, "")) };
        host.Chat.Says("lobby", "Bob", "one");
        host.Chat.Says("@Bob", "Bob", "private");
        host.Chat.Says("lobby", "Bob", "waves", MessageKind.Action);
        host.Chat.End();

        Assert.Equal(ExitCodes.Refused, await CommandLine.RunAsync(["tail", Server, User, "--room", "lobby"], host.Host));
        Assert.Equal(["[10:30:15] Bob: one", "[10:30:15] * Bob waves"], host.Lines);
    }
}
