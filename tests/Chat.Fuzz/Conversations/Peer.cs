using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Server.Edge;

namespace Chat.Fuzz.Conversations;

/// <summary>One connection of a conversation: it sends what it is told to, reads all that comes, and knows which answers it must get.</summary>
internal sealed class Peer : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Asked _asked;
    private readonly Heard _heard = new();
    private readonly SemaphoreSlim _news = new(0);
    private Task _reading = Task.CompletedTask;
    private readonly Stopwatch _sinceLast = new();
    private bool _finished;
    private bool _reset;

    private Peer(int maxTextBytes) => _asked = new Asked(maxTextBytes);

    /// <summary>What came.</summary>
    public Heard Heard => _heard;

    /// <summary>Connects, from an address of its own where the system has many of this machine.</summary>
    public static async Task<Peer> ConnectAsync(IPEndPoint node, int number, int maxTextBytes)
    {
        var peer = new Peer(maxTextBytes);
        if (OperatingSystem.IsLinux())
        {
            peer._socket.Bind(new IPEndPoint(new IPAddress([127, (byte)(1 + (number >> 16 & 63)), (byte)(number >> 8), (byte)number]), 0));
        }

        await peer._socket.ConnectAsync(node).ConfigureAwait(false);
        peer._reading = peer.ReadAsync();
        return peer;
    }

    /// <summary>Sends bytes; where the connection has ended, nothing.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_finished || _reset)
        {
            return;
        }

        _asked.Add(bytes.Span);
        if (_asked.IsBroken)
        {
            _sinceLast.Start();
        }

        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket.SendAsync(bytes, deadline.Token).ConfigureAwait(false)..];
            }
        }
        catch (SocketException)
        {
            // The server has closed; whether it might, the reader sees.
        }
        catch (OperationCanceledException)
        {
            throw new FuzzException("The server does not read on.");
        }
    }

    /// <summary>Sends no more.</summary>
    public void Finish()
    {
        if (!_finished && !_reset)
        {
            _finished = true;
            _sinceLast.Start();
            Try(() => _socket.Shutdown(SocketShutdown.Send));
        }
    }

    /// <summary>Cuts the connection.</summary>
    public void Reset()
    {
        if (!_reset)
        {
            _reset = true;
            Try(() => _socket.Close(timeout: 0));
        }
    }

    /// <summary>Waits until all that was asked has its answer, or there is none to wait for.</summary>
    public async Task WaitAsync(bool untilEnd)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!_reset && !_heard.HasEnded && !(IsAnswered() && !(untilEnd && (_finished || _asked.IsBroken || _heard.Bye is not null))))
        {
            try
            {
                await _news.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new FuzzException($"Stuck: {_heard.Replies.Count} answers to {_asked.Expected.Count} requests, {(_asked.IsBroken ? "broken stream" : _finished ? "finished" : "open")}, bye {_heard.Bye}.");
            }
        }
    }

    /// <summary>Asks for a last sign of life, waits for every answer, and closes.</summary>
    public async Task EndAsync()
    {
        if (!_finished && !_reset && !_asked.IsBroken && _heard.Bye is null)
        {
            await WriteAsync(_asked.Rest()).ConfigureAwait(false);
            await WriteAsync(Inputs.FrameStream.Prefixed("{\"type\":\"ping\",\"id\":9007199254740991}"u8)).ConfigureAwait(false);
        }

        await WaitAsync(untilEnd: true).ConfigureAwait(false);
        // The answers to one who has sent its last are waited for no longer than that, give or take what clocks differ.
        bool wasLate = _sinceLast.Elapsed >= EdgeTransport.LastFlush * 0.9;
        (bool wasCut, bool hadEnded) = (_reset || _heard.WasReset || wasLate, _heard.HasEnded);
        Reset();
        await _reading.ConfigureAwait(false);
        Check(wasCut, hadEnded);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _news.Dispose();
    }

    private bool IsAnswered() => _heard.Replies.Count >= _asked.Expected.Count;

    private void Check(bool wasCut, bool hadEnded)
    {
        FuzzException.Require(_heard.Problem is null, _heard.Problem ?? string.Empty);
        List<long?> missing = [.. _asked.Expected];
        foreach (long? re in _heard.Replies)
        {
            FuzzException.Require(missing.Remove(re), $"An answer to '{re}' that nobody asked for, or the second one.");
        }

        FuzzException.Require(wasCut || _heard.Bye is not null || missing.Count == 0, $"No answer to {string.Join(", ", missing)}.");
        FuzzException.Require(wasCut || _heard.Bye is not null || _finished || _asked.IsBroken || !hadEnded, $"The server has closed without a word, after {_heard.Replies.Count} answers to {_asked.Expected.Count} requests.");
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        List<byte> rest = [];
        try
        {
            int read;
            while ((read = await _socket.ReceiveAsync(buffer).ConfigureAwait(false)) > 0)
            {
                rest.AddRange(buffer.AsSpan(0, read));
                var left = new ReadOnlySequence<byte>(rest.ToArray());
                while (FrameReader.TryRead(ref left, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json) is var found && found != FrameReadResult.Incomplete)
                {
                    FuzzException.Require(found == FrameReadResult.Frame, "The server sends no frames.");
                    _heard.Take(json);
                }

                rest = [.. left.ToArray()];
                _news.Release();
            }

            FuzzException.Require(rest.Count == 0, "The server has closed within a frame.");
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _heard.WasReset = true;
        }
        catch (Exception e)
        {
            _heard.Problem = e is FuzzException ? e.Message : e.ToString();
        }
        finally
        {
            _heard.HasEnded = true;
            _news.Release();
        }
    }

    private static void Try(Action close)
    {
        try
        {
            close();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
