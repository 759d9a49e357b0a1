using System.Text;
using Chat.Server.Tests.EndToEnd.Support;
using CsCheck;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Bytes that are no stream of frames, frames cut anywhere, and connections that end anywhere.</summary>
public class BadStreamSpecs(Bystanders bystanders) : IClassFixture<Bystanders>, IAsyncLifetime
{
    private readonly List<WireClient> _clients = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await bystanders.AssertUndisturbedAsync();
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "00000000", "bad-frame" },
        { "00010001", "too-large" },
        { "FFFFFFFF", "too-large" },
        { "7FFFFFFF", "too-large" },
        { "80000000", "too-large" },
        { "0D0A0D0A", "bad-frame" },
        { Convert.ToHexString("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: curl/8\r\n\r\n"u8), "bad-frame" },
        { Convert.ToHexString("POST /chat HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"u8), "bad-frame" },
        { Convert.ToHexString("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8), "bad-frame" },
        { Convert.ToHexString("NICK alice\r\nUSER a 0 * :a\r\n"u8), "bad-frame" },
        { Convert.ToHexString("{\"type\":\"hello\",\"id\":1,\"user\":\"x\"}"u8), "bad-frame" },
        { "1603010200010001FC0303" + new string('A', 400), "bad-frame" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Should_say_one_clear_error_to_a_stranger_and_close(string hex, string code)
    {
        WireClient stranger = await ConnectAsync();

        await stranger.WriteAsync(Convert.FromHexString(hex));

        WireFrame error = Assert.Single(await stranger.ReadToEndAsync());
        Assert.Equal(("error", code, false), (error.Type, error.Code, error.Has("re")));
        Assert.False(stranger.WasReset);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Should_say_one_clear_error_byte_by_byte_too_after_answering_what_came_before(string hex, string code)
    {
        WireClient guest = await EnterAsync();

        long id = await guest.PutAsync("ping");
        foreach (byte b in Convert.FromHexString(hex)[..4])
        {
            await guest.WriteAsync(new[] { b });
        }

        IReadOnlyList<WireFrame> last = await guest.ReadToEndAsync();
        Assert.Equal(id, Assert.Single(last, f => f.Re is not null).Re);
        Assert.Equal(code, Assert.Single(last, f => f.Type == "error").Code);
        Assert.Equal("error", last[^1].Type);
    }

    // Whoever closes while bytes are still coming makes the system answer them with a reset, which may overtake the error.
    [Theory]
    [InlineData(70_000)]
    [InlineData(8_000_000)]
    public async Task Should_let_the_sender_of_too_large_a_frame_read_why(int length)
    {
        await using ChatNode node = await bystanders.StartTimelessAsync();
        WireClient guest = await node.EnterAsync("guest");

        await guest.WriteAsync(WireFrame.Prefixed(new byte[length]));

        Assert.Equal("too-large", (await guest.ReadToEndAsync())[^1].Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_forget_a_connection_that_ends_in_the_middle_of_a_frame(bool reset)
    {
        byte[] frame = WireFrame.Request("hello", 1, ("user", "nobody"));
        for (int sent = 0; sent < frame.Length; sent += 3)
        {
            WireClient stranger = await ConnectAsync();
            await stranger.WriteAsync(frame.AsMemory(0, sent));
            if (reset)
            {
                stranger.Reset();
            }
            else
            {
                await stranger.FinishAsync();
                Assert.Empty(await stranger.ReadToEndAsync());
            }
        }
    }

    [Fact]
    public async Task Should_answer_all_to_a_client_that_has_finished_sending()
    {
        await using ChatNode node = await bystanders.StartTimelessAsync();
        WireClient stranger = await node.ConnectAsync();

        await stranger.PutAsync("hello", ("user", "brief"));
        await stranger.PutAsync("join", ("room", "lobby"));
        await stranger.PutAsync("send", ("room", "lobby"), ("text", "and gone"), ("key", "k"));
        await stranger.FinishAsync();

        Assert.Equal([1L, 2L, 3L], (await stranger.ReadToEndAsync()).Where(f => f.Type == "ok").Select(f => f.Re));
    }

    [Fact]
    public async Task Should_forget_a_connection_that_ends_after_any_request()
    {
        for (int requests = 1; requests <= 12; requests++)
        {
            WireClient stranger = await ConnectAsync();
            await stranger.PutAsync("hello", ("user", $"brief-{Guid.NewGuid():N}"[..20]));
            for (int i = 1; i < requests; i++)
            {
                await stranger.PutAsync("send", ("room", "lobby"), ("text", "and gone"), ("key", $"{i}"));
            }

            stranger.Reset();
        }
    }

    [Fact]
    public async Task Should_give_the_same_replies_however_the_bytes_are_split()
    {
        IReadOnlyList<string> whole = await PlayAsync([]);

        await Gen.Int[1, 400].Array[0, 60].SampleAsync(async cuts => Assert.Equal(whole, await PlayAsync(cuts)), iter: 30, threads: 1, seed: "0000KOIPe036");
        Assert.Equal(whole, await PlayAsync(Enumerable.Repeat(1, 100_000)));
        Assert.Equal(13, whole.Count);
    }

    /// <summary>Plays a script in pieces of those lengths.</summary>
    /// <returns>The replies: those about the room as they came, behind the others by number.</returns>
    private async Task<IReadOnlyList<string>> PlayAsync(IEnumerable<int> cuts)
    {
        WireClient guest = await ConnectAsync();
        byte[] script =
        [
            .. WireFrame.Request("ping", 1),
            .. WireFrame.Request("hello", 2, ("user", $"split-{Guid.NewGuid():N}"[..20])),
            .. WireFrame.Request("ping", 3),
            .. WireFrame.Request("join", 4, ("room", "lobby")),
            .. WireFrame.Request("send", 5, ("room", "lobby"), ("text", "Grüße 👋"), ("key", "a")),
            .. WireFrame.Prefixed("{}"),
            .. WireFrame.Request("send", 6, ("room", "lobby"), ("text", new string('x', 300)), ("key", "b")),
            .. WireFrame.Request("send", 7, ("room", "lobby"), ("text", "Grüße 👋"), ("key", "a")),
            .. WireFrame.Request("topic", 8, ("room", "lobby")),
            .. WireFrame.Request("dance", 9),
            .. WireFrame.Request("leave", 10, ("room", "lobby")),
            .. WireFrame.Request("leave", 11, ("room", "lobby")),
            .. WireFrame.Request("quit", 12),
        ];
        int at = 0;
        foreach (int length in cuts.Append(script.Length))
        {
            // Behind its last byte the server may have closed already, and then not even a write of nothing is taken.
            int end = Math.Min(at + length, script.Length);
            if (end == at)
            {
                break;
            }

            await guest.WriteAsync(script.AsMemory(at, end - at));
            at = end;
        }

        IReadOnlyList<WireFrame> frames = await guest.ReadToEndAsync();
        Assert.Equal("quit", frames[^1].Code);
        long first = frames.Single(f => f.Re == 5).Seq;
        WireFrame[] replies = [.. frames.Where(f => f.Type is "ok" or "error")];
        return
        [
            .. replies.Where(f => f.Re is null or < 4 or 9 or 12).OrderBy(f => f.Re ?? 0).Select(f => Brief(f, first)),
            .. replies.Where(f => f.Re is >= 4 and not 9 and not 12).Select(f => Brief(f, first)),
        ];
    }

    private static string Brief(WireFrame f, long first) => f.Re switch
    {
        5 or 6 or 7 => $"{f.Re} {f.Type} {f.Seq - first}",
        _ => $"{f.Re} {f.Type} {f.Code}",
    };

    private async Task<WireClient> EnterAsync()
    {
        WireClient guest = await bystanders.EnterAsync();
        _clients.Add(guest);
        return guest;
    }

    private async Task<WireClient> ConnectAsync()
    {
        WireClient stranger = await bystanders.ConnectAsync();
        _clients.Add(stranger);
        return stranger;
    }
}
