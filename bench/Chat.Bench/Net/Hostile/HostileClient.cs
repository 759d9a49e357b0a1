using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net.Hostile;

/// <summary>One client that harms as it can, and comes back a moment after it was ended.</summary>
/// <param name="kind">What it does.</param>
/// <param name="index">Its number among all: makes its names.</param>
/// <param name="server">Where to.</param>
/// <param name="room">The room in which everyone talks.</param>
/// <param name="tally">Where it counts.</param>
/// <param name="pause">How long after its connection has ended it comes back.</param>
/// <param name="ownAddress">Whether it comes from an address of its own, where this machine has so many.</param>
internal sealed class HostileClient(HostileKind kind, int index, IPEndPoint server, string room, HostileTally tally, bool ownAddress, TimeSpan pause)
{
    private const int AnnouncedBytes = 60_000;
    private const int AtOnce = 16;
    private const int SmallBuffer = 4096;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private int _names;

    /// <summary>Goes on until it is told to stop. Never throws.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            string how = await OnceAsync(cancel).ConfigureAwait(false);
            if (!cancel.IsCancellationRequested)
            {
                tally.Ended(how);
                await PauseAsync(pause, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> OnceAsync(CancellationToken cancel)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        if (kind is HostileKind.NeverReads or HostileKind.Greedy or HostileKind.HalfOpen)
        {
            socket.ReceiveBufferSize = SmallBuffer;
        }

        try
        {
            if (ownAddress && OperatingSystem.IsLinux() && server.AddressFamily == AddressFamily.InterNetwork)
            {
                // All of 127.0.0.0/8 is this machine.
                socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(index >> 8), (byte)index]), 0));
            }

            await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return "not connected";
        }

        tally.Opened();
        try
        {
            return await HarmAsync(socket, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return "reset";
        }
        finally
        {
            tally.Closed();
        }
    }

    private async Task<string> HarmAsync(Socket socket, CancellationToken cancel)
    {
        switch (kind)
        {
            case HostileKind.Prefix:
                await socket.SendAsync(new byte[2], cancel).ConfigureAwait(false);
                return await ReadToEndAsync(socket, cancel).ConfigureAwait(false);
            case HostileKind.Body:
                await socket.SendAsync((byte[])[.. Announced(AnnouncedBytes), .. "{\"type\":\"hello\",\"user\":\""u8], cancel).ConfigureAwait(false);
                return await ReadToEndAsync(socket, cancel).ConfigureAwait(false);
            case HostileKind.Drip:
                return await DripAsync(socket, cancel).ConfigureAwait(false);
            case HostileKind.Silent:
                return await ReadToEndAsync(socket, cancel).ConfigureAwait(false);
            case HostileKind.Resets:
                await (index % 2 == 0 ? HelloAsync(socket, cancel) : Task.CompletedTask).ConfigureAwait(false);
                return "cut by itself";
            case HostileKind.Oversize:
                await socket.SendAsync(Announced(uint.MaxValue), cancel).ConfigureAwait(false);
                return await ReadToEndAsync(socket, cancel).ConfigureAwait(false);
            default:
                await HelloAsync(socket, cancel).ConfigureAwait(false);
                return await SitAsync(socket, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>A hello, byte by byte.</summary>
    private async Task<string> DripAsync(Socket socket, CancellationToken cancel)
    {
        Task<string> reading = ReadToEndAsync(socket, cancel);
        foreach (byte b in Hello())
        {
            await socket.SendAsync(new[] { b }, cancel).ConfigureAwait(false);
            if (await Task.WhenAny(reading, Task.Delay(Moment, cancel)).ConfigureAwait(false) == reading)
            {
                break;
            }
        }

        return await reading.ConfigureAwait(false);
    }

    /// <summary>Does not read, and goes on asking where that is what it does, until the server has had enough.</summary>
    private async Task<string> SitAsync(Socket socket, CancellationToken cancel)
    {
        if (kind != HostileKind.HalfOpen)
        {
            await socket.SendAsync(FrameCodec.Encode(new JoinRequest(2, room)), cancel).ConfigureAwait(false);
        }

        byte[] asks = [.. Enumerable.Range(0, AtOnce).SelectMany(i => FrameCodec.Encode(new HistoryRequest(3 + i, room, Limit: ProtocolLimits.MaxPage)))];
        while (!HasEnded(socket))
        {
            if (kind == HostileKind.Greedy)
            {
                // The server need not read on, so this may wait.
                await Task.WhenAny(socket.SendAsync(asks, cancel).AsTask(), Task.Delay(Moment, cancel)).ConfigureAwait(false);
            }

            await PauseAsync(Moment, cancel).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
        }

        return "closed or reset, unread";
    }

    private async Task HelloAsync(Socket socket, CancellationToken cancel) => await socket.SendAsync(Hello(), cancel).ConfigureAwait(false);

    private byte[] Hello() => FrameCodec.Encode(new HelloRequest(1, FrameScan.UserOf(1_000_000 + (index * 1000) + (_names++ % 1000))));

    /// <summary>Without reading: what has come stays where it is, so an end that is announced shows only once the system can't send.</summary>
    private static bool HasEnded(Socket socket) => socket.Poll(0, SelectMode.SelectError) || !IsAlive(socket);

    private static bool IsAlive(Socket socket)
    {
        try
        {
            // A byte less than a prefix is not enough for anything, but a socket that was reset refuses it.
            return socket.Connected && socket.Send(ReadOnlySpan<byte>.Empty, SocketFlags.None) == 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Announced(uint bytes)
    {
        byte[] prefix = new byte[ProtocolLimits.PrefixBytes];
        BinaryPrimitives.WriteUInt32BigEndian(prefix, bytes);
        return prefix;
    }

    /// <returns>The code of the last frame.</returns>
    private static async Task<string> ReadToEndAsync(Socket socket, CancellationToken cancel)
    {
        var last = new MemoryStream();
        byte[] buffer = new byte[1024];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            last.Write(buffer, 0, read);
        }

        return CodeOf(last.ToArray());
    }

    private static string CodeOf(byte[] frames)
    {
        ReadOnlySpan<byte> rest = frames;
        string code = "closed";
        while (rest.Length > ProtocolLimits.PrefixBytes && BinaryPrimitives.ReadUInt32BigEndian(rest) is var length && length <= rest.Length - ProtocolLimits.PrefixBytes)
        {
            using JsonDocument frame = JsonDocument.Parse(Encoding.UTF8.GetString(rest.Slice(ProtocolLimits.PrefixBytes, (int)length)));
            code = frame.RootElement.TryGetProperty("code", out JsonElement said) ? said.GetString() ?? code : code;
            rest = rest[(ProtocolLimits.PrefixBytes + (int)length)..];
        }

        return code;
    }

    private static async Task PauseAsync(TimeSpan length, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(length, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
