using Chat.Client.Attention;
using Terminal.Gui.Views;

namespace Chat.Client.Tui;

/// <summary>What has the whole terminal while it runs. Used on one thread, that of <see cref="TerminalRun"/>.</summary>
internal interface IScreenful
{
    /// <summary>Raised when it is done.</summary>
    event Action? Leaving;

    /// <summary>All that is shown.</summary>
    Window Window { get; }

    /// <summary>True where <see cref="Turn"/> has something new to show.</summary>
    bool IsDue { get; }

    /// <summary>Gives the terminal to other programs; null where it never does.</summary>
    Interlude? Interlude => null;

    /// <summary>The bell and the title of the terminal; null where neither is used.</summary>
    TerminalSignals? Signals => null;

    /// <summary>Shows what is new. For each turn of the loop.</summary>
    void Turn();

    /// <summary>Somebody is at the keyboard.</summary>
    void Touch()
    {
    }

    /// <summary>The terminal, given up for a while, is back.</summary>
    void TerminalIsBack()
    {
    }

    /// <summary>The loop runs anew, in a terminal that was taken anew.</summary>
    void TerminalIsAnother()
    {
    }
}
