using System.Net.Sockets;

namespace Chat.Faults.Proxy;

/// <summary>One direction of a connection through the proxy: hands bytes on, as fast, late, or little as it is told.</summary>
internal sealed class Flow(Socket from, Socket to, Action severed)
{
    private const int BufferBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _stall;
    private volatile bool _isTrickling;
    private volatile bool _isToSever;
    private long _delayTicks;

    /// <summary>Holds everything back until <see cref="Resume"/>, the end of the connection too.</summary>
    public void Stall()
    {
        lock (_gate)
        {
            _stall ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Hands on byte by byte, each in a packet of its own.</summary>
    public void Trickle() => _isTrickling = true;

    /// <summary>Holds each piece back for so long.</summary>
    public void Delay(TimeSpan delay) => Volatile.Write(ref _delayTicks, delay.Ticks);

    /// <summary>Hands on half of the next piece, then cuts the connection.</summary>
    public void SeverInNextPiece() => _isToSever = true;

    /// <summary>Everything is as it should be again; what was held back goes on.</summary>
    public void Resume()
    {
        _isTrickling = false;
        Delay(TimeSpan.Zero);
        lock (_gate)
        {
            _stall?.TrySetResult();
            _stall = null;
        }
    }

    /// <summary>Runs until an end of the connection is gone.</summary>
    public async Task RunAsync()
    {
        byte[] buffer = new byte[BufferBytes];
        try
        {
            while (true)
            {
                int count = await from.ReceiveAsync(buffer).ConfigureAwait(false);
                await HoldAsync().ConfigureAwait(false);
                if (count == 0)
                {
                    to.Shutdown(SocketShutdown.Send);
                    return;
                }

                if (_isToSever)
                {
                    await SendAsync(buffer.AsMemory(0, count / 2)).ConfigureAwait(false);
                    severed();
                    return;
                }

                await SendAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await HoldAsync().ConfigureAwait(false);
            severed();
        }
    }

    private async Task HoldAsync()
    {
        Task? stall;
        lock (_gate)
        {
            stall = _stall?.Task;
        }

        if (stall is not null)
        {
            await stall.ConfigureAwait(false);
        }

        long delay = Volatile.Read(ref _delayTicks);
        if (delay > 0)
        {
            await Task.Delay(TimeSpan.FromTicks(delay)).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int sent = await to.SendAsync(_isTrickling ? bytes[..1] : bytes).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }
}
