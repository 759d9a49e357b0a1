using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net;

/// <summary>What became of one try to log in.</summary>
/// <param name="Outcome">A word of the contract: <c>ok</c>, or the error's or goodbye's code; <c>lost</c> where the connection said nothing.</param>
/// <param name="RetryAfterMs">When to try again, where the server told.</param>
/// <param name="Milliseconds">From the attempt to connect to the answer.</param>
internal sealed record LoginAnswer(string Outcome, long? RetryAfterMs, double Milliseconds)
{
    /// <summary>In.</summary>
    public const string Ok = "ok";
}

/// <summary>Connects from an address of this machine, gives a name and a password, and goes again.</summary>
internal sealed class LoginProbe(EndPoint server, IPAddress source)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tries once.</summary>
    public Task<LoginAnswer> LogInAsync(string user, string password, CancellationToken cancel) => AskAsync(new HelloRequest(1, user, password), cancel);

    /// <summary>Makes an account.</summary>
    public Task<LoginAnswer> RegisterAsync(string user, string password, CancellationToken cancel) => AskAsync(new RegisterRequest(1, user, password), cancel);

    /// <summary>Tries until it is in, and obeys the server: it comes again when that says.</summary>
    /// <returns>Seconds that it took; null where it was not in by then.</returns>
    public async Task<double?> LogInPatientlyAsync(string user, string password, TimeSpan limit, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < limit)
        {
            LoginAnswer answer = await LogInAsync(user, password, cancel).ConfigureAwait(false);
            if (answer.Outcome == LoginAnswer.Ok)
            {
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(answer.RetryAfterMs ?? 1000), cancel).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<LoginAnswer> AskAsync(Request request, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Patience);
        ServerFrame? frame = null;
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(server, timeout.Token).ConfigureAwait(false);
            using var stream = new NetworkStream(socket);
            await stream.WriteAsync(FrameCodec.Encode(request), timeout.Token).ConfigureAwait(false);
            frame = await ReadAsync(stream, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // It said nothing.
        }

        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return frame switch
        {
            RawOk => new LoginAnswer(LoginAnswer.Ok, null, milliseconds),
            ErrorReply error => new LoginAnswer(error.Code, error.RetryAfterMs, milliseconds),
            ByeEvent bye => new LoginAnswer(bye.Code, bye.RetryAfterMs, milliseconds),
            _ => new LoginAnswer("lost", null, milliseconds),
        };
    }

    private static async Task<ServerFrame?> ReadAsync(Stream stream, CancellationToken cancel)
    {
        byte[] prefix = new byte[ProtocolLimits.PrefixBytes];
        await stream.ReadExactlyAsync(prefix, cancel).ConfigureAwait(false);
        byte[] json = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)];
        await stream.ReadExactlyAsync(json, cancel).ConfigureAwait(false);
        return FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(json));
    }
}
