using System.Buffers.Text;
using System.Diagnostics;
using System.Text.Json;
using Chat.Bench.Measure;

namespace Chat.Bench.Net;

/// <summary>Parses each message of one member: seqs must follow one another without a hole; the text says when it was sent.</summary>
/// <param name="window">When to note how long a message took.</param>
internal sealed class SeqCheck(MeasureWindow window)
{
    private long _expected = 1;

    /// <summary>What was wrong first; null while nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>From a send to its arrival here, while the window was open.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>The next message must be the one after this seq.</summary>
    public void StartAfter(long seq) => _expected = seq + 1;

    /// <summary>Reads one message.</summary>
    public void Read(ReadOnlySpan<byte> json)
    {
        long seq = 0;
        long sentAt = 0;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isSeq = reader.ValueTextEquals("seq"u8);
            bool isText = !isSeq && reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isSeq)
            {
                seq = reader.GetInt64();
            }
            else if (isText && Utf8Parser.TryParse(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, SendTemplate.NumberDigits)], out long ticks, out _))
            {
                sentAt = ticks - SendTemplate.NumberBase;
            }
            else
            {
                reader.Skip();
            }
        }

        if (seq != _expected)
        {
            Problem ??= $"seq {seq} came where {_expected} was due";
        }

        _expected = seq + 1;
        if (window.IsOpen && sentAt > 0)
        {
            Latency.Record(Stopwatch.GetElapsedTime(sentAt));
        }
    }
}
