namespace Chat.Client.Attention;

/// <summary>What the terminal is known to understand, beside what is drawn.</summary>
/// <param name="HasTitle">True where it has a title that can be set and given back.</param>
/// <param name="Notify">How it shows notifications; <see cref="NotifyWay.Off"/> where that is not known.</param>
/// <param name="InTmux">True inside tmux, which hands sequences on only when they are wrapped for it, and drops them unless its user allows it.</param>
/// <param name="CanBeTold">False on a console that prints the sequences it does not know.</param>
internal sealed record TerminalTraits(bool HasTitle, NotifyWay Notify, bool InTmux, bool CanBeTold)
{
    /// <summary>True where the driver hands on what the terminal says of its focus.</summary>
    public bool TellsFocus { get; init; }

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    public static TerminalTraits Read(Func<string, string?> variable)
    {
        string kind = variable("TERM") ?? string.Empty;
        bool console = kind is "linux" or "dumb" || kind.StartsWith("vt", StringComparison.Ordinal);
        bool tmux = !string.IsNullOrEmpty(variable("TMUX"));
        // GNU screen shows a title in its own way, and hands on nothing.
        bool screen = !tmux && (!string.IsNullOrEmpty(variable("STY")) || kind.StartsWith("screen", StringComparison.Ordinal));
        NotifyWay way = console || tmux || screen ? NotifyWay.Off : Known(kind, variable("TERM_PROGRAM") ?? string.Empty);
        return new TerminalTraits(!console && !screen, way, tmux, !console && !screen);
    }

    private static NotifyWay Known(string kind, string program)
    {
        if (program is "iTerm.app" || kind.Contains("kitty", StringComparison.Ordinal))
        {
            return NotifyWay.Osc9;
        }

        bool osc777 = program is "WezTerm" or "ghostty" || kind.Contains("ghostty", StringComparison.Ordinal)
            || kind.StartsWith("foot", StringComparison.Ordinal) || kind.StartsWith("rxvt-unicode", StringComparison.Ordinal);
        return osc777 ? NotifyWay.Osc777 : NotifyWay.Off;
    }
}
