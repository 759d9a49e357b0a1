using Chat.Client.Tui.Scrollback;

namespace Chat.Client.Tui.Painting;

/// <summary>What a piece of text is; the <see cref="Palette"/> says how that looks.</summary>
internal enum Ink
{
    /// <summary>What people say.</summary>
    Normal,

    /// <summary>What matters less: times, marks, hints.</summary>
    Dim,

    /// <summary>Joins, leaves and answers to commands.</summary>
    Notice,

    /// <summary>What went wrong.</summary>
    Error,

    /// <summary>The own name.</summary>
    Self,

    /// <summary>A name; the next five are the same in other colours.</summary>
    Nick,

    /// <summary>A name.</summary>
    Nick2,

    /// <summary>A name.</summary>
    Nick3,

    /// <summary>A name.</summary>
    Nick4,

    /// <summary>A name.</summary>
    Nick5,

    /// <summary>A name.</summary>
    Nick6,

    /// <summary>A room with unread messages.</summary>
    Unread,

    /// <summary>The current room in the list.</summary>
    Selected,

    /// <summary>The bars above and below.</summary>
    Bar,

    /// <summary>A state in the bar that is good.</summary>
    BarGood,

    /// <summary>A state in the bar that wants attention.</summary>
    BarBad,

    /// <summary>What lies over the rest: lists to choose from.</summary>
    Popup,

    /// <summary>What is said of an entry there.</summary>
    PopupHint,
}
