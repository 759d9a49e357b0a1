using System.Buffers;
using System.Buffers.Binary;
using Chat.Protocol;
using Chat.Protocol.Framing;

namespace Chat.Fuzz.Conversations;

/// <summary>What a connection has sent, cut into frames, and the answers that the contract promises: one each.</summary>
internal sealed class Asked(int maxTextBytes)
{
    private readonly List<byte> _rest = [];
    private readonly List<long?> _expected = [];

    /// <summary>The <c>re</c> of each answer; null where the request had no number.</summary>
    public IReadOnlyList<long?> Expected => _expected;

    /// <summary>True where the bytes can't be cut into frames any more.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Takes note of what is sent.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _rest.AddRange(bytes);
        while (!IsBroken && _rest.Count >= ProtocolLimits.PrefixBytes)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian([.. _rest[..ProtocolLimits.PrefixBytes]]);
            if (length is 0 or > ProtocolLimits.MaxClientFrameBytes)
            {
                IsBroken = true;
                _expected.Add(null);
                return;
            }

            int end = ProtocolLimits.PrefixBytes + (int)length;
            if (_rest.Count < end)
            {
                return;
            }

            DecodedRequest decoded = FrameCodec.DecodeRequest(new ReadOnlySequence<byte>([.. _rest[ProtocolLimits.PrefixBytes..end]]), maxTextBytes);
            _expected.Add(decoded.Request?.Id ?? decoded.Error!.Re);
            _rest.RemoveRange(0, end);
        }
    }

    /// <summary>What lacks to the end of the frame that was begun.</summary>
    public byte[] Rest()
    {
        if (_rest.Count == 0)
        {
            return [];
        }

        byte[] head = [.. _rest.Take(ProtocolLimits.PrefixBytes)];
        if (head.Length < ProtocolLimits.PrefixBytes)
        {
            // Zeros first, so that the length is small: the last byte makes it one.
            byte[] lacking = new byte[ProtocolLimits.PrefixBytes - head.Length + 1];
            lacking[^2] = 1;
            return head.Any(b => b != 0) ? lacking[..^1] : lacking;
        }

        return [.. Enumerable.Repeat((byte)'x', ProtocolLimits.PrefixBytes + (int)BinaryPrimitives.ReadUInt32BigEndian(head) - _rest.Count)];
    }
}
