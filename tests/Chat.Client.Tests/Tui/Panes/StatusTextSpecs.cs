using Chat.Client.Tests.Trust;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Panes;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Client.Tests.Tui.Panes;

public sealed class StatusTextSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 11, 30, 15, TimeSpan.FromHours(1));

    public static TheoryData<ConnectionState, string> States => new()
    {
        { new ConnectionState.Connecting(), "connecting" },
        { new ConnectionState.CatchingUp(3, 12), "catching up 3 of 12" },
        { new ConnectionState.CatchingUp(0, 0), "catching up" },
        { new ConnectionState.Live(), "live" },
        { new ConnectionState.Offline(Now.ToUniversalTime().AddMinutes(-2), Now.AddSeconds(4.2), "Nothing listens at chat.example:12345: is the server running, and the port right?"), "offline since 11:28:15, retry in 5 s, Ctrl+R now: Nothing listens at chat.example:12345: is the server running, and the port right?" },
        { new ConnectionState.Offline(Now, Now.AddSeconds(-1), "The server is stopping; connect again in a moment."), "offline since 11:30:15, retry in 0 s, Ctrl+R now: The server is stopping; connect again in a moment" },
        { new ConnectionState.Closed(ErrorCodes.Replaced, "Another."), "closed: the same session is in use elsewhere now; start the client again to take it back" },
        { new ConnectionState.Closed(ErrorCodes.AuthFailed, "No."), "closed: the server takes this session no longer: it was revoked, or the password changed; start the client again and log in" },
        { new ConnectionState.Closed(ErrorCodes.UnknownType, "Unknown hello."), "closed: server and client do not understand each other (Unknown hello); are both of the same version?" },
        { new ConnectionState.Closed(ErrorCodes.Banned, "You are banned."), "closed: You are banned; ask who runs the server" },
        { new ConnectionState.Closed(SdkErrorCodes.Closed, "The client was closed."), "closed: The client was closed" },
        { new ConnectionState.Closed(SdkErrorCodes.Untrusted, "A.\nB."), "closed: the server is not trusted, the lines in the chat tell why; nothing was sent to it" },
        { new ConnectionState.Untrusted(Now, "A.\nB.", new TrustRefusal(TrustRefusalReason.NotTrusted, Shown.Report())), "REFUSED: the certificate is not trusted; Ctrl+R shows it" },
        { new ConnectionState.Closed("of-a-later-version", "\u001b[31mNo."), "closed: \uFFFD[31mNo; start the client again" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Should_tell_each_state_in_plain_words(ConnectionState connection, string text)
    {
        Assert.Equal(text, ConnectionText.Of(ChatState.Start("Alice") with { Connection = connection }, Now, "Ctrl+R").Text);
    }

    [Fact]
    public void Should_tell_how_long_the_server_takes_to_answer_while_live()
    {
        ChatState state = ChatState.Start("Alice") with { Connection = new ConnectionState.Live(), RoundTrip = TimeSpan.FromMilliseconds(12.4) };

        Assert.Equal(("live 12 ms", Ink.BarGood), ConnectionText.Of(state, Now, "Ctrl+R"));
    }

    [Theory]
    [InlineData(TrustBasis.Authorities, "live, TLS")]
    [InlineData(TrustBasis.OwnAuthorities, "live, TLS own CA")]
    [InlineData(TrustBasis.Pin, "live, TLS pinned")]
    [InlineData(TrustBasis.Fingerprint, "live, TLS pinned")]
    [InlineData(TrustBasis.None, "live, plain text")]
    public void Should_tell_how_the_connection_is_protected(TrustBasis basis, string text)
    {
        LinkSecurity security = basis == TrustBasis.None ? LinkSecurity.Plain : new LinkSecurity("TLS 1.3", basis, Shown.Report());
        ChatState state = ChatState.Start("Alice") with { Connection = new ConnectionState.Live(), Security = security };

        Assert.Equal(text, ConnectionText.Of(state, Now, "Ctrl+R").Text);
    }

    [Theory]
    [InlineData(80, " live   chat.example:12345  Alice                          F1 help  Ctrl+Q quit ")]
    [InlineData(50, " live   chat.example:12345  Alice         F1 help ")]
    [InlineData(30, " live   Alice         F1 help ")]
    [InlineData(10, " live     ")]
    [InlineData(3, " l…")]
    public void Should_say_the_connection_first_and_the_rest_as_far_as_there_is_room(int width, string text)
    {
        ChatState state = ChatState.Start("Alice") with { Connection = new ConnectionState.Live() };

        Assert.Equal(text, string.Concat(StatusText.Footer(state, null, new FooterNews("chat.example:12345", "Ctrl+R", "F1 help  Ctrl+Q quit "), Now, width).Select(span => span.Text)));
    }
}
