using System.Text;

namespace Chat.Client.Plain;

/// <summary>Reads lines of bounded length, of which a pipe may hold any number.</summary>
/// <param name="input">Where they come from.</param>
/// <param name="longest">Most characters of a line.</param>
internal sealed class LineReader(TextReader input, int longest)
{
    private readonly char[] _buffer = new char[4096];
    private int _at;
    private int _end;

    /// <summary>Reads the next line. The thread that waits in a terminal's read can't be woken: cancelling leaves it behind.</summary>
    /// <returns>The line; null at the end.</returns>
    /// <exception cref="InvalidDataException">The line is too long. The next call reads the line after it.</exception>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        Task.Run(Read, CancellationToken.None).WaitAsync(cancellationToken);

    private string? Read()
    {
        var line = new StringBuilder();
        bool any = false;
        bool tooLong = false;
        while (_at < _end || Fill())
        {
            any = true;
            Span<char> rest = _buffer.AsSpan(_at.._end);
            int end = rest.IndexOf('\n');
            Span<char> part = end < 0 ? rest : rest[..end];
            tooLong |= line.Length + part.Length > longest;
            if (!tooLong)
            {
                line.Append(part);
            }

            _at += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        return tooLong ? throw new InvalidDataException($"The line is longer than {longest} characters and was not sent.")
            : any ? line.ToString().TrimEnd('\r')
            : null;
    }

    private bool Fill()
    {
        (_at, _end) = (0, input.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }
}
