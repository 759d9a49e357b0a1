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

    /// <summary>A name; the next eleven are the same in other colours (see <see cref="NickInk"/>).</summary>
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

    /// <summary>A name.</summary>
    Nick7,

    /// <summary>A name.</summary>
    Nick8,

    /// <summary>A name.</summary>
    Nick9,

    /// <summary>A name.</summary>
    Nick10,

    /// <summary>A name.</summary>
    Nick11,

    /// <summary>A name.</summary>
    Nick12,

    /// <summary>A room with unread messages.</summary>
    Unread,

    /// <summary>The current room in the list.</summary>
    Selected,

    /// <summary>The mark of who is here.</summary>
    Here,

    /// <summary>The mark of who is away.</summary>
    Away,

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

    /// <summary>The own name in a message, and words one wants to see.</summary>
    Mention,

    /// <summary>Somebody else's name with @.</summary>
    MentionOther,

    /// <summary>Code in a message.</summary>
    Code,

    /// <summary>What a message quotes.</summary>
    Quote,

    /// <summary>The bar at the left of quotes and code; each row of its line begins with it.</summary>
    Gutter,

    /// <summary>An address that can be opened.</summary>
    Link,

    /// <summary>The line below what was read.</summary>
    ReadLine,

    /// <summary>The line above a day.</summary>
    DayLine,

    /// <summary>Messages that are missing.</summary>
    Gap,

    /// <summary>An own message that could not be sent.</summary>
    Failed,

    /// <summary>The number of unread messages.</summary>
    UnreadBadge,

    /// <summary>The number of unread mentions.</summary>
    MentionBadge,

    /// <summary>A room that calls for no attention.</summary>
    Muted,

    /// <summary>What was searched for, where it was found.</summary>
    Match,

    /// <summary>A state in the bar that may need attention.</summary>
    BarWarn,
}
