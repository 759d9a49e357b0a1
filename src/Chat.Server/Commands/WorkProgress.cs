using Chat.Storage;

namespace Chat.Server.Commands;

/// <summary>Shows on a terminal how far long work is: one line that is written over and gone in the end. Elsewhere it shows nothing.</summary>
/// <param name="terminal">Where.</param>
/// <param name="isTerminal">False where nobody looks.</param>
/// <param name="time">For the rate, and for not writing more often than one can read.</param>
internal sealed class WorkProgress(TextWriter terminal, bool isTerminal, TimeProvider time) : IProgress<StorageProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private string? _step;
    private long _began;
    private long _shown;
    private int _width;

    /// <inheritdoc/>
    public void Report(StorageProgress value)
    {
        if (!isTerminal)
        {
            return;
        }

        long now = time.GetTimestamp();
        if (_step != value.Step)
        {
            (_step, _began) = (value.Step, now);
        }
        else if (time.GetElapsedTime(_shown, now) < Pause)
        {
            return;
        }

        _shown = now;
        Write(Line(value, time.GetElapsedTime(_began, now)));
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            Write("");
            terminal.Write('\r');
            terminal.Flush();
            _width = 0;
        }
    }

    private static string Line(StorageProgress value, TimeSpan elapsed)
    {
        string rate = elapsed > Pause ? string.Create(DataCommand.Invariant, $", {value.Done / elapsed.TotalSeconds:#,0} a second") : "";
        return value.Total > 0
            ? string.Create(DataCommand.Invariant, $"{value.Step}: {value.Done:#,0} of {value.Total:#,0} {value.Unit} ({100 * value.Done / value.Total} %){rate}")
            : $"{value.Step} …";
    }

    private void Write(string line)
    {
        terminal.Write('\r' + line.PadRight(_width));
        terminal.Flush();
        _width = line.Length;
    }
}
