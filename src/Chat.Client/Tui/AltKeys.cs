using System.Collections.Concurrent;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Chat.Client.Tui;

/// <summary>
/// Makes one key of Esc and the character behind it, as which Alt comes, between what the driver reads and what its parser takes. The parser waits 50 ms for
/// the rest of everything that begins with Esc, takes what is typed meanwhile for that rest, and drops it all as unknown. Used on the interface's thread.
/// </summary>
internal sealed class AltKeys
{
    private const char Esc = '\u001b';

    // CSI, OSC, and ST, which ends OSC: the parser's own business.
    private const string Sequences = @"[]\";

    // As long as the parser would wait.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentQueue<ConsoleKeyInfo> _read = new();
    private readonly InputProcessorImpl<ConsoleKeyInfo> _processor;
    private readonly TimeProvider _time;
    private ConsoleKeyInfo? _esc;
    private long _escCame;

    /// <summary>Takes the place of the processor's queue.</summary>
    /// <param name="processor">The driver's.</param>
    /// <param name="input">What reads for it.</param>
    /// <param name="time">Measures how long an Esc waits for a character.</param>
    public AltKeys(InputProcessorImpl<ConsoleKeyInfo> processor, IInput<ConsoleKeyInfo> input, TimeProvider time)
    {
        (_processor, _time) = (processor, time);
        input.Initialize(_read);
        for (int early = processor.InputQueue.Count; early > 0 && processor.InputQueue.TryDequeue(out ConsoleKeyInfo key); early--)
        {
            Take(key);
        }
    }

    /// <summary>True where something has been read since the last turn.</summary>
    public bool HasInput => !_read.IsEmpty;

    // What is pasted is no key.
    private bool IsPasting =>
        _processor.GetParser().State is AnsiResponseParserState.InBracketedPaste or AnsiResponseParserState.DiscardingBracketedPasteRemainder;

    /// <summary>Works in each turn of the application's loop, behind those who listen to it already.</summary>
    /// <returns>Null where the driver has keys made by itself.</returns>
    public static AltKeys? Attach(IApplication app, TimeProvider time)
    {
        if (app.Driver?.GetInputProcessor() is not InputProcessorImpl<ConsoleKeyInfo> { InputImpl: { } input } processor)
        {
            return null;
        }

        var keys = new AltKeys(processor, input, time);
        app.Iteration += (_, _) => keys.Feed();
        return keys;
    }

    /// <summary>Hands on what was read. An Esc behind which nothing came is held back for a while.</summary>
    public void Feed()
    {
        // What comes meanwhile is for the next turn: without a terminal, something comes for ever.
        for (int count = _read.Count; count > 0 && _read.TryDequeue(out ConsoleKeyInfo key); count--)
        {
            Take(key);
        }

        if (_esc is not null && (IsPasting || _time.GetElapsedTime(_escCame) >= Patience))
        {
            HandOnEsc();
        }
    }

    private void Take(ConsoleKeyInfo key)
    {
        if (_esc is { } esc)
        {
            if (IsPasting || Sequences.Contains(key.KeyChar, StringComparison.Ordinal))
            {
                _esc = null;
                _processor.InputQueue.Enqueue(esc);
            }
            else if (key.KeyChar is '\0' or Esc || char.IsSurrogate(key.KeyChar))
            {
                HandOnEsc();
            }
            else
            {
                _esc = null;
                key = new ConsoleKeyInfo(
                    key.KeyChar, key.Key, key.Modifiers.HasFlag(ConsoleModifiers.Shift), alt: true, key.Modifiers.HasFlag(ConsoleModifiers.Control));
            }
        }

        if (key.KeyChar == Esc)
        {
            (_esc, _escCame) = (key, _time.GetTimestamp());
        }
        else
        {
            _processor.InputQueue.Enqueue(key);
        }
    }

    // As a key without a character, for which the parser does not wait once more.
    private void HandOnEsc()
    {
        if (_esc is { } esc)
        {
            _esc = null;
            _processor.InputQueue.Enqueue(IsPasting ? esc : new ConsoleKeyInfo('\0', esc.Key, shift: false, esc.Modifiers.HasFlag(ConsoleModifiers.Alt), control: false));
        }
    }
}
