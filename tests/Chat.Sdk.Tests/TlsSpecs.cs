using System.Buffers.Binary;
using System.Security.Cryptography.X509Certificates;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Chat.Sdk.Trust;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Sdk.Tests;

public sealed class TlsSpecs : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly FakeServer _server = new();

    private ChatClientOptions Options => _server.Options with { Tls = new ChatTlsOptions { Authorities = _authority.Roots } };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task Should_talk_to_a_server_that_an_authority_vouches_for()
    {
        _server.Certificate = _authority.Issue();

        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(Options, Frames.Room("lobby"));
        await using ChatClient closing = client;
        Task<SendOk> sent = client.SendAsync("lobby", "hello");
        await peer.AcknowledgeAsync(await peer.NextAsync<SendRequest>(), 1);

        Assert.Equal(1, (await sent).Seq);
        LinkSecurity security = client.State.Security!;
        Assert.Equal((TrustBasis.OwnAuthorities, true), (security.Basis, security.IsEncrypted));
        Assert.StartsWith("TLS 1.", security.Protocol, StringComparison.Ordinal);
        Assert.Equal(CertificateFingerprint.Of(_server.Certificate), security.Certificate!.Fingerprint);
    }

    [Fact]
    public async Task Should_tell_plain_text_as_such()
    {
        (ChatClient client, _) = await _server.ConnectAsync(_server.Options);
        await using ChatClient closing = client;

        Assert.Equal(LinkSecurity.Plain, client.State.Security);
    }

    [Fact]
    public async Task Should_ask_once_about_a_certificate_and_take_it_silently_from_then_on()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        ChatClientOptions options = _server.Options with { Tls = new ChatTlsOptions { Trust = trust } };

        Task<ChatClient> connect = ChatClient.ConnectAsync(options, _server.Token);
        Assert.Empty(await _server.AcceptRefusalAsync());
        await (await _server.AcceptAsync()).WelcomeAsync();
        await using (ChatClient client = await connect)
        {
            Assert.Equal(TrustBasis.Pin, client.State.Security!.Basis);
        }

        (ChatClient again, _) = await _server.ConnectAsync(options);
        await using ChatClient closing = again;

        CertificateReport asked = Assert.Single(trust.Asked);
        Assert.Equal(CertificateFaults.SelfSigned, asked.Faults);
        Assert.Equal(CertificateFingerprint.Of(_server.Certificate), asked.Fingerprint);
        Assert.Equal(ChatUri.HostAndPort(_server.Address), asked.Server);
        Assert.Equal(["localhost"], asked.Names);
        Assert.True(asked.NotAfter > DateTimeOffset.UtcNow.AddDays(80));
    }

    [Fact]
    public async Task Should_send_nothing_where_the_answer_is_no()
    {
        _server.Certificate = TestAuthority.SelfSigned();

        ChatException refusal = await RefusedAsync(new FakeTrust(answer: false));

        Assert.Equal(TrustRefusalReason.NotTrusted, refusal.Refusal!.Reason);
        Assert.EndsWith("Do something about NotTrusted.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_where_there_is_nobody_to_ask_and_tell_the_fingerprint()
    {
        _server.Certificate = TestAuthority.SelfSigned();

        ChatException refusal = await RefusedAsync(trust: null);

        Assert.Contains(CertificateFingerprint.Of(_server.Certificate).Rows[1], refusal.Message, StringComparison.Ordinal);
        Assert.Contains("self-signed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_another_certificate_than_the_pinned_with_both_fingerprints_and_without_asking()
    {
        var pinned = CertificateFingerprint.Of(TestAuthority.SelfSigned());
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        trust.Pin(_server.Address, pinned);

        ChatException refusal = await RefusedAsync(trust);

        Assert.Empty(trust.Asked);
        Assert.Contains(pinned.Rows[0], refusal.Message, StringComparison.Ordinal);
        Assert.Contains(CertificateFingerprint.Of(_server.Certificate).Rows[1], refusal.Message, StringComparison.Ordinal);
        Assert.Contains("HAS CHANGED", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Do something about Changed.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_certificate_that_was_exchanged_while_the_person_thought()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust { Meanwhile = () => _server.Certificate = TestAuthority.SelfSigned() };
        Task<ChatClient> connect = ChatClient.ConnectAsync(_server.Options with { Tls = new ChatTlsOptions { Trust = trust } }, _server.Token);

        Assert.Empty(await _server.AcceptRefusalAsync());
        Assert.Empty(await _server.AcceptRefusalAsync());

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);
        Assert.Equal(TrustRefusalReason.Changed, refusal.Refusal?.Reason);
    }

    [Theory]
    [InlineData("elsewhere.example", 90, CertificateFaults.WrongName, "elsewhere.example")]
    [InlineData("localhost", -1, CertificateFaults.Expired, "expired")]
    [InlineData("elsewhere.example", -1, CertificateFaults.WrongName | CertificateFaults.Expired, "expired")]
    public async Task Should_say_what_is_wrong_with_a_certificate_of_a_known_authority(string host, int toDays, CertificateFaults faults, string word)
    {
        _server.Certificate = _authority.Issue(host, fromDays: -10, toDays);
        Task<ChatClient> connect = ChatClient.ConnectAsync(Options, _server.Token);

        Assert.Empty(await _server.AcceptRefusalAsync());

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);
        Assert.Equal((SdkErrorCodes.Untrusted, faults), (refusal.Code, refusal.Refusal!.Shown.Faults));
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_know_an_authority_that_does_not_count_here()
    {
        _server.Certificate = _authority.Issue();

        ChatException refusal = await RefusedAsync(trust: null);

        Assert.Equal(CertificateFaults.UnknownAuthority, refusal.Refusal!.Shown.Faults);
    }

    [Fact]
    public async Task Should_take_the_demanded_certificate_only()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var right = new ChatTlsOptions { Fingerprint = CertificateFingerprint.Of(_server.Certificate) };
        (ChatClient client, _) = await _server.ConnectAsync(_server.Options with { Tls = right });
        await using ChatClient closing = client;
        Assert.Equal(TrustBasis.Fingerprint, client.State.Security!.Basis);

        _server.Certificate = _authority.Issue();
        Task<ChatClient> connect = ChatClient.ConnectAsync(_server.Options with { Tls = right with { Authorities = _authority.Roots } }, _server.Token);
        Assert.Empty(await _server.AcceptRefusalAsync());
        Assert.Equal(TrustRefusalReason.NotTheDemanded, (await Assert.ThrowsAsync<ChatException>(() => connect)).Refusal?.Reason);
    }

    [Fact]
    public async Task Should_come_back_to_a_server_that_has_renewed_its_certificate()
    {
        _server.Certificate = _authority.Issue();
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(Options);
        await using ChatClient closing = client;

        _server.Certificate = _authority.Issue();
        await peer.DisposeAsync();
        await (await _server.AcceptAsync()).WelcomeAsync();

        ChatState state = await client.UntilAsync(state => state.Security!.Certificate!.Fingerprint == CertificateFingerprint.Of(_server.Certificate), _server.Token);
        Assert.True(state.Connection.IsConnected);
    }

    [Fact]
    public async Task Should_end_and_not_ask_where_the_certificate_is_another_on_coming_back()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        trust.Pin(_server.Address, CertificateFingerprint.Of(_server.Certificate));
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options with { Tls = new ChatTlsOptions { Trust = trust } });
        await using ChatClient closing = client;

        _server.Certificate = TestAuthority.SelfSigned();
        await peer.DisposeAsync();
        Assert.Empty(await _server.AcceptRefusalAsync());

        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Closed, _server.Token);
        var closed = (ConnectionState.Closed)state.Connection;
        Assert.Equal(SdkErrorCodes.Untrusted, closed.Code);
        Assert.Contains("HAS CHANGED", closed.Message, StringComparison.Ordinal);
        Assert.Empty(trust.Asked);
    }

    [Fact]
    public async Task Should_wait_with_all_that_is_to_be_sent_where_somebody_can_look_at_another_certificate()
    {
        X509Certificate2 first = _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        trust.Pin(_server.Address, CertificateFingerprint.Of(first));
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options with { Tls = new ChatTlsOptions { Trust = trust, WaitsWhenRefused = true } });
        await using ChatClient closing = client;

        X509Certificate2 second = _server.Certificate = TestAuthority.SelfSigned();
        await peer.DisposeAsync();
        Assert.Empty(await _server.AcceptRefusalAsync());
        ChatState state = await client.UntilAsync(state => state.Connection is ConnectionState.Untrusted, _server.Token);
        TrustRefusal refusal = ((ConnectionState.Untrusted)state.Connection).Refusal;
        Assert.Equal((TrustRefusalReason.Changed, CertificateFingerprint.Of(first)), (refusal.Reason, refusal.Expected!.Value));
        Assert.Equal(CertificateFingerprint.Of(second), refusal.Shown.Fingerprint);
        Task<SendOk> sent = client.SendAsync("lobby", "said meanwhile");

        // Looking again shows it again, and still nothing is sent.
        client.RetryNow();
        Assert.Empty(await _server.AcceptRefusalAsync());
        await client.UntilAsync(state => state.Connection is ConnectionState.Untrusted again && !ReferenceEquals(again.Refusal, refusal), _server.Token);
        Assert.False(sent.IsCompleted);

        trust.Pin(_server.Address, CertificateFingerprint.Of(second));
        client.RetryNow();
        await using FakePeer back = await _server.AcceptAsync();
        await back.WelcomeAsync();
        SendRequest request = await back.NextAsync<SendRequest>();
        Assert.Equal("said meanwhile", request.Text);
        await back.AcknowledgeAsync(request, 1);
        Assert.Equal(1, (await sent.WaitAsync(_server.Token)).Seq);
        Assert.Empty(trust.Asked);
    }

    [Fact]
    public async Task Should_close_while_it_waits_for_somebody_to_look()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        trust.Pin(_server.Address, CertificateFingerprint.Of(_server.Certificate));
        (ChatClient client, FakePeer peer) = await _server.ConnectAsync(_server.Options with { Tls = new ChatTlsOptions { Trust = trust, WaitsWhenRefused = true } });
        _server.Certificate = TestAuthority.SelfSigned();
        await peer.DisposeAsync();
        await _server.AcceptRefusalAsync();
        await client.UntilAsync(state => state.Connection is ConnectionState.Untrusted, _server.Token);

        await client.DisposeAsync().AsTask().WaitAsync(_server.Token);

        Assert.IsType<ConnectionState.Closed>(client.State.Connection);
    }

    [Fact]
    public async Task Should_not_ask_about_an_unknown_certificate_on_coming_back()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var trust = new FakeTrust();
        Task<ChatClient> connect = ChatClient.ConnectAsync(_server.Options with { Tls = new ChatTlsOptions { Trust = trust } }, _server.Token);
        await _server.AcceptRefusalAsync();
        FakePeer peer = await _server.AcceptAsync();
        await peer.WelcomeAsync();
        await using ChatClient client = await connect;

        trust.Forget(_server.Address);
        _server.Certificate = TestAuthority.SelfSigned();
        await peer.DisposeAsync();
        Assert.Empty(await _server.AcceptRefusalAsync());

        await client.UntilAsync(state => state.Connection is ConnectionState.Closed { Code: SdkErrorCodes.Untrusted }, _server.Token);
        Assert.Single(trust.Asked);
    }

    [Fact]
    public async Task Should_give_a_handshake_up_that_never_ends()
    {
        _server.Certificate = TestAuthority.SelfSigned();
        var time = new FakeTimeProvider();
        Task<ChatClient> connect = ChatClient.ConnectAsync(_server.Options with { Time = time }, _server.Token);
        await using Stream silent = await _server.AcceptStreamAsync();
        await silent.ReadExactlyAsync(new byte[1], _server.Token);

        time.Advance(_server.Options.ConnectTimeout);

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect.WaitAsync(_server.Token));
        Assert.Equal(SdkErrorCodes.Unreachable, refusal.Code);
        Assert.Contains("handshake", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_so_where_the_port_does_not_speak_tls()
    {
        Task<ChatClient> connect = ChatClient.ConnectAsync(_server.Options with { Server = new Uri(_server.Address.ToString().Replace("chat://", "chats://", StringComparison.Ordinal)) }, _server.Token);
        await using (Stream plain = await _server.AcceptStreamAsync())
        {
            // All of its hello: what is left unread when a socket closes makes the system reset the connection.
            byte[] hello = new byte[5];
            await plain.ReadExactlyAsync(hello, _server.Token);
            await plain.ReadExactlyAsync(new byte[BinaryPrimitives.ReadUInt16BigEndian(hello.AsSpan(3))], _server.Token);
            await plain.WriteAsync("not a handshake at all"u8.ToArray(), _server.Token);
        }

        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);
        Assert.Equal(SdkErrorCodes.Unreachable, refusal.Code);
        Assert.Contains("plain text", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat://192.0.2.1", false, false)]
    [InlineData("chat://chat.example.org", false, false)]
    [InlineData("chat://localhost.example.org", false, false)]
    [InlineData("chat://chat.example.org", true, true)]
    [InlineData("chats://chat.example.org", false, true)]
    [InlineData("chat://localhost", false, true)]
    [InlineData("chat://127.3.2.1", false, true)]
    [InlineData("chat://[::1]", false, true)]
    public void Should_refuse_plain_text_to_another_machine(string server, bool allowed, bool passes)
    {
        var options = new ChatClientOptions { Server = new Uri(server), User = "alice", AllowPlaintext = allowed };

        var refusal = (ChatException?)Record.Exception(options.Check);

        Assert.Equal(passes ? null : SdkErrorCodes.BadOptions, refusal?.Code);
        Assert.True(passes || refusal!.Message.Contains("chats://", StringComparison.Ordinal));
    }

    private async Task<ChatException> RefusedAsync(FakeTrust? trust)
    {
        ChatClientOptions options = _server.Options with { User = "alice", Password = "secret", Tls = new ChatTlsOptions { Trust = trust } };
        Task<ChatClient> connect = ChatClient.ConnectAsync(options, _server.Token);
        Assert.Empty(await _server.AcceptRefusalAsync());
        ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => connect);
        Assert.Equal(SdkErrorCodes.Untrusted, refusal.Code);
        return refusal;
    }
}
