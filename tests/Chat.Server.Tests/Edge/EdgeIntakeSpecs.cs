using System.Buffers;
using System.Net;
using Akka.Actor;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Server.Edge;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Server.Tests.Tls;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Edge;

/// <summary>When the next request of a connection is taken. The connection's actor is nobody: what is taken is answered by the spec.</summary>
public sealed class EdgeIntakeSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly ChatOptions Options = new() { FrameTimeout = TimeSpan.FromSeconds(30) };

    private readonly FakeTimeProvider _time = new();
    private readonly SilentTransport _transport = new();
    private readonly Connection _client;
    private readonly EdgeIntake _intake;

    public EdgeIntakeSpecs()
    {
        var table = new ConnectionTable(Options, _time);
        Assert.True(table.TryOpen(new IPEndPoint(IPAddress.Loopback, 1), _transport, out Connection? client, out _));
        (_client, _intake) = (client, new EdgeIntake(table, null!, _time));
    }

    [Fact]
    public async Task Should_take_nothing_while_answers_lie_unsent_and_go_on_when_they_are_out()
    {
        await TakeAsync(new PingRequest(1));
        _client.Reply(1, new byte[Outbox.AnswerBytes + 1]);

        Task second = TakeAsync(new PingRequest(2));
        Assert.Equal((false, true), (second.IsCompleted, _client.IsPaused));
        SendAll();

        await second.WaitAsync(Deadline);
        Assert.False(_client.IsPaused);
    }

    [Fact]
    public async Task Should_end_who_asks_on_and_does_not_take_the_answers()
    {
        await TakeAsync(new PingRequest(1));
        int bytes = 10 * AnswerDeadline.BytesPerSecond;
        _client.Reply(1, new byte[bytes]);
        Task second = TakeAsync(new PingRequest(2));

        _time.Advance(Options.FrameTimeout + TimeSpan.FromSeconds(9));
        Assert.False(_transport.IsClosing);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_transport.IsClosing);
        Assert.False(second.IsCompleted);
        _client.End();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Deadline));
        Assert.Equal(ErrorCodes.SlowConsumer, Assert.IsType<ByeEvent>(FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(SendAll()).Slice(4))).Code);
    }

    [Fact]
    public async Task Should_not_end_who_has_taken_them_in_time()
    {
        for (int i = 1; i <= 5; i++)
        {
            await TakeAsync(new PingRequest(i));
            _client.Reply(i, new byte[Outbox.AnswerBytes + 1]);
            Task next = TakeAsync(new PingRequest(100 + i));
            _time.Advance(Options.FrameTimeout * 0.9);
            SendAll();
            await next.WaitAsync(Deadline);
        }

        Assert.False(_transport.IsClosing);
    }

    [Fact]
    public async Task Should_not_end_a_silent_one_that_does_not_read()
    {
        await TakeAsync(new PingRequest(1));
        _client.Reply(1, new byte[10 * Outbox.AnswerBytes]);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(_transport.IsClosing);
    }

    [Fact]
    public async Task Should_ask_for_one_page_at_a_time()
    {
        await TakeAsync(new HistoryRequest(1, "lobby"));
        await TakeAsync(new PingRequest(2));

        Task other = TakeAsync(new HistoryRequest(3, "python"));
        Assert.False(other.IsCompleted);
        _client.Reply(1, "page"u8.ToArray());

        await other.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Should_ask_for_a_page_when_there_is_room_for_it()
    {
        await TakeAsync(new HistoryRequest(1, "lobby"));
        Task other = TakeAsync(new HistoryRequest(2, "python"));

        _client.Reply(1, new byte[Outbox.AnswerBytes + 1]);
        await Wait.UntilAsync(() => _client.IsPaused);
        Assert.False(other.IsCompleted);
        SendAll();

        await other.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Should_go_on_without_a_page_that_never_comes()
    {
        await TakeAsync(new HistoryRequest(1, "lobby"));
        Task other = TakeAsync(new HistoryRequest(2, "python"));

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(other.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await other.WaitAsync(Deadline);
    }

    private Task TakeAsync(Request request) =>
        _intake.TakeAsync(_client, ActorRefs.Nobody, new ReadOnlySequence<byte>(FrameCodec.Encode(request)).Slice(4)).AsTask();

    /// <returns>What left last.</returns>
    private byte[] SendAll()
    {
        byte[] last = [];
        while (_client.Outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
        {
            last = piece.Bytes.ToArray();
            piece.Release();
        }

        return last;
    }

    private sealed class SilentTransport : IConnectionTransport
    {
        public bool IsClosing { get; private set; }

        public void Flush()
        {
        }

        public void FlushSoon()
        {
        }

        public void OnClosing() => IsClosing = true;

        public void Abort()
        {
        }
    }
}
