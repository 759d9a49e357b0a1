using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Chat.Bench.Net;

/// <summary>A message in IRC and the <c>PING</c> behind it. The text begins with the time of sending and the sender's count, from 1.</summary>
internal sealed class IrcTemplate : IMessageTemplate
{
    /// <summary>Time, blank, count.</summary>
    public const int MinTextBytes = (2 * SendTemplate.NumberDigits) + 1;

    private const int CountAt = SendTemplate.NumberDigits + 1;

    private readonly byte[] _lines;
    private readonly int _textAt;
    private readonly int _tokenAt;

    /// <param name="target">A channel or a nick.</param>
    /// <param name="textBytes">Length of the text, at least <see cref="MinTextBytes"/>.</param>
    public IrcTemplate(string target, int textBytes)
    {
        string number = SendTemplate.NumberBase.ToString(CultureInfo.InvariantCulture);
        string head = $"PRIVMSG {target} :";
        string ping = "\r\nPING :";
        _lines = Encoding.UTF8.GetBytes($"{head}{$"{number} {number}".PadRight(textBytes, '.')}{ping}{number}\r\n");
        _textAt = Encoding.UTF8.GetByteCount(head);
        _tokenAt = _textAt + textBytes + ping.Length;
    }

    public int Bytes => _lines.Length;

    public void Write(Span<byte> target, long id, long sentAt)
    {
        _lines.CopyTo(target);
        SendTemplate.Put(target[_textAt..], SendTemplate.NumberBase + sentAt);
        SendTemplate.Put(target[(_textAt + CountAt)..], id + 1);
        SendTemplate.Put(target[_tokenAt..], id);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>False for a text of someone else.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out long sentAt, out long number)
    {
        sentAt = 0;
        number = 0;
        if (text.Length < MinTextBytes
            || !Utf8Parser.TryParse(text[..SendTemplate.NumberDigits], out long time, out _)
            || !Utf8Parser.TryParse(text.Slice(CountAt, SendTemplate.NumberDigits), out long count, out _))
        {
            return false;
        }

        (sentAt, number) = (time - SendTemplate.NumberBase, count - SendTemplate.NumberBase);
        return true;
    }
}
