using System.Buffers;

namespace Chat.Server.Edge;

/// <summary>
/// Reads what is still coming from a peer that was refused. Closing while it comes would reset the connection, and a reset overtakes the refusal.
/// </summary>
internal static class InputSkip
{
    /// <summary>How long it is read: less than <see cref="EdgeTransport.LastFlush"/>, after which the socket is cut with a reset.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private const int BufferBytes = 64 * 1024;

    /// <summary>Reads that many bytes, or to the end, but not for long. Never throws.</summary>
    public static async Task SkipAsync(Stream stream, long bytes, TimeProvider time)
    {
        using var deadline = new CancellationTokenSource(Longest, time);
        byte[] nowhere = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (bytes > 0)
            {
                int read = await stream.ReadAsync(nowhere, deadline.Token).ConfigureAwait(false);
                bytes = read == 0 ? 0 : bytes - read;
            }
        }
        catch (Exception e) when (ChatEdge.IsGone(e))
        {
            // It has heard the refusal, or will not.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(nowhere);
        }
    }
}
