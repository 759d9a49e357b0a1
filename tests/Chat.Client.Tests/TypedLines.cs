using System.Collections.Concurrent;

namespace Chat.Client.Tests;

/// <summary>An input in which lines appear when a test types them.</summary>
internal sealed class TypedLines : TextReader
{
    private readonly BlockingCollection<string> _lines = [];

    public void Type(string line) => _lines.Add(line + "\n");

    public void End() => _lines.CompleteAdding();

    public override int Read(char[] buffer, int index, int count)
    {
        if (!_lines.TryTake(out string? line, Timeout.Infinite))
        {
            return 0;
        }

        line.CopyTo(0, buffer, index, line.Length);
        return line.Length;
    }

    protected override void Dispose(bool disposing)
    {
        _lines.Dispose();
        base.Dispose(disposing);
    }
}
