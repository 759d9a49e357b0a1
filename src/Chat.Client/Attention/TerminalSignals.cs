using System.Text;
using Chat.Client.Text;

namespace Chat.Client.Attention;

/// <summary>
/// All that is written to the terminal beside the screen: bell, notifications, the title, the wish to hear of its focus. Nothing else may write there. Text
/// in it can't end its sequence and begin another. Used on the interface's thread.
/// </summary>
internal sealed class TerminalSignals
{
    /// <summary>Most characters of a text.</summary>
    public const int MaxText = 200;

    private const char Escape = '\u001b';
    private const char Bel = '\a';
    private const string KeepTitle = "\u001b[22;0t";
    private const string RestoreTitle = "\u001b[23;0t";
    private const string TellFocus = "\u001b[?1004h";
    private const string TellNoFocus = "\u001b[?1004l";
    private Action<string> _write = _ => { };
    private TerminalTraits _traits = new(HasTitle: false, NotifyWay.Off, InTmux: false, CanBeTold: false);
    private bool _isHeld;
    private string? _title;

    /// <summary>False while the terminal says that another window has the focus; null where nothing is known of it.</summary>
    public bool? HasFocus { get; private set; }

    private bool AsksFocus => _traits is { CanBeTold: true, TellsFocus: true };

    /// <summary>Takes a terminal: from now on it is written to.</summary>
    /// <param name="write">Writes to the terminal as it is.</param>
    /// <param name="traits">What the terminal understands.</param>
    public void Open(Action<string> write, TerminalTraits traits)
    {
        (_write, _traits) = (write, traits);
        Resume();
    }

    /// <summary>Gives the terminal back as it was: at the end, and before the program is suspended. Once is as good as twice.</summary>
    public void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            _write((AsksFocus ? TellNoFocus : string.Empty) + (_title is null ? string.Empty : RestoreTitle));
            (_title, HasFocus) = (null, null);
        }
    }

    /// <summary>Takes the terminal again after it was given back.</summary>
    public void Resume()
    {
        _isHeld = true;
        if (AsksFocus)
        {
            _write(TellFocus);
        }
    }

    /// <summary>The terminal says whether it has the focus.</summary>
    public void FocusIs(bool focused) => HasFocus = focused;

    /// <summary>Rings the bell.</summary>
    public void Ring()
    {
        if (_isHeld)
        {
            _write(Bel.ToString());
        }
    }

    /// <summary>How a notification would be told, of a wish; <see cref="NotifyWay.Off"/> where it can't be.</summary>
    public NotifyWay WayOf(NotifyWay wish) => !_isHeld || !_traits.CanBeTold ? NotifyWay.Off : wish == NotifyWay.Auto ? _traits.Notify : wish;

    /// <summary>Has the terminal show a notification.</summary>
    /// <param name="wish">How.</param>
    /// <param name="title">What it is about, as the network gave it.</param>
    /// <param name="text">What it says, as the network gave it.</param>
    public void Notify(NotifyWay wish, string title, string text)
    {
        NotifyWay way = WayOf(wish);
        if (way != NotifyWay.Off)
        {
            string sequence = way == NotifyWay.Osc777 ? $"{Escape}]777;notify;{Field(title)};{Field(text)}{Bel}" : $"{Escape}]9;{Field($"{title}: {text}")}{Bel}";
            _write(_traits.InTmux ? $"{Escape}Ptmux;{sequence.Replace($"{Escape}", $"{Escape}{Escape}", StringComparison.Ordinal)}{Escape}\\" : sequence);
        }
    }

    /// <summary>Sets the window's title; the one before comes back with <see cref="Release"/>. Null gives it back now.</summary>
    public void ShowTitle(string? title)
    {
        if (!_isHeld || !_traits.HasTitle || title == _title)
        {
            return;
        }

        string before = _title is null ? KeepTitle : string.Empty;
        _title = title;
        _write(title is null ? RestoreTitle : $"{before}{Escape}]2;{Harmless(title)}{Bel}");
    }

    // A semicolon would begin the next field, and OSC 9;4 is no text but a progress bar.
    private static string Field(string text) => Harmless(text).Replace(';', ',');

    // No C0 nor C1 control, whatever it is: an escape sequence can't be left before its end. Nor anything that hides or reorders: the desktop shows it as well.
    private static string Harmless(string text)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in CleanText.Line(text).EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > MaxText)
            {
                break;
            }

            shown.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? " " : rune.ToString());
        }

        return shown.ToString().Trim();
    }
}
