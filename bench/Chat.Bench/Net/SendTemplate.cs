using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Bench.Net;

/// <summary>A send frame encoded once; only the digits of its id, its key and its time of sending change.</summary>
internal sealed class SendTemplate : IMessageTemplate
{
    /// <summary>Digits of every number that changes.</summary>
    public const int NumberDigits = 16;

    /// <summary>What a time in the text counts from, so that it always has as many digits.</summary>
    public const long NumberBase = 1_000_000_000_000_000;

    private const long IdMark = NumberBase + 1;
    private const long KeyMark = NumberBase + 2;
    private const long TimeMark = NumberBase + 3;

    private readonly byte[] _frame;
    private readonly int _idAt;
    private readonly int _keyAt;
    private readonly int _timeAt;

    /// <param name="room">Where to send.</param>
    /// <param name="textBytes">Length of the text, at least <see cref="NumberDigits"/>.</param>
    public SendTemplate(string room, int textBytes)
    {
        string text = TimeMark.ToString(CultureInfo.InvariantCulture).PadRight(textBytes, '.');
        string key = $"{Guid.NewGuid():N}-{KeyMark}";
        _frame = FrameCodec.Encode(new SendRequest(IdMark, room, text, key));
        _idAt = Find(IdMark);
        _keyAt = Find(KeyMark);
        _timeAt = Find(TimeMark);
    }

    /// <summary>Bytes of a frame, its prefix included.</summary>
    public int Bytes => _frame.Length;

    /// <summary>Writes a frame.</summary>
    /// <param name="target">Has room for <see cref="Bytes"/>.</param>
    /// <param name="id">The request's id, from <see cref="NumberBase"/> up.</param>
    /// <param name="sentAt">Now, in ticks of the stopwatch.</param>
    public void Write(Span<byte> target, long id, long sentAt)
    {
        _frame.CopyTo(target);
        Put(target[_idAt..], id);
        Put(target[_keyAt..], id);
        Put(target[_timeAt..], NumberBase + sentAt);
    }

    /// <summary>Writes a number of <see cref="NumberDigits"/> digits.</summary>
    public static void Put(Span<byte> target, long number)
    {
        if (!Utf8Formatter.TryFormat(number, target[..NumberDigits], out int written) || written != NumberDigits)
        {
            throw new InvalidOperationException($"{number} has not {NumberDigits} digits");
        }
    }

    private int Find(long mark) => _frame.AsSpan().IndexOf(Encoding.ASCII.GetBytes(mark.ToString(CultureInfo.InvariantCulture)));
}
