using System.Drawing;

namespace Chat.Client.Tui.Panes;

/// <summary>Whether a list stands beside the chat.</summary>
internal enum PaneShow
{
    /// <summary>Where the screen is wide enough.</summary>
    ByWidth,

    /// <summary>On any screen.</summary>
    Shown,

    /// <summary>Never.</summary>
    Hidden,
}

/// <summary>What people have chosen of the layout, and what the input line asks for.</summary>
/// <param name="Rooms">Whether the rooms are shown.</param>
/// <param name="People">Whether the people are shown.</param>
/// <param name="RoomColumns">The rooms' width with the rule; null for the one that suits the screen.</param>
/// <param name="PeopleColumns">The same of the people.</param>
internal sealed record PaneOptions(PaneShow Rooms = PaneShow.ByWidth, PaneShow People = PaneShow.ByWidth, int? RoomColumns = null, int? PeopleColumns = null)
{
    /// <summary>Rows that the input asks for, at least 1.</summary>
    public int InputRows { get; init; } = 1;

    /// <summary>Columns before the input.</summary>
    public int PromptColumns { get; init; } = 2;
}

/// <summary>Where the parts of the screen stand; what has no room is empty. The lists have their rule within them.</summary>
internal sealed record PaneLayout(Rectangle Header, Rectangle Rooms, Rectangle Chat, Rectangle People, Rectangle Prompt, Rectangle Input, Rectangle Footer)
{
    /// <summary>The narrowest list.</summary>
    public const int LeastColumns = 10;

    private const int RoomsFrom = 45;
    private const int PeopleFrom = 70;
    private const int LeastChat = 24;

    /// <summary>Lays a screen out: the chat gives way last, and the line to type in never.</summary>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="options">What is wished for.</param>
    public static PaneLayout Of(int columns, int rows, PaneOptions options)
    {
        (int rooms, int people) = Lists(columns, options);
        int footer = rows >= 3 ? 1 : 0;
        int header = rows >= 4 ? 1 : 0;
        int input = Math.Clamp(options.InputRows, 1, Math.Max(1, (rows - footer - header) / 2));
        input = Math.Min(input, rows);
        int middle = Math.Max(0, rows - header - footer - input);
        int prompt = Math.Clamp(options.PromptColumns, 0, Math.Max(0, columns - 1));
        return new PaneLayout(
            new Rectangle(0, 0, columns, header),
            new Rectangle(0, header, rooms, middle),
            new Rectangle(rooms, header, Math.Max(0, columns - rooms - people), middle),
            new Rectangle(columns - people, header, people, middle),
            new Rectangle(0, header + middle, prompt, input),
            new Rectangle(prompt, header + middle, Math.Max(0, columns - prompt), input),
            new Rectangle(0, rows - footer, columns, footer));
    }

    /// <summary>The rooms' width where nobody has chosen one.</summary>
    public static int SuitableRooms(int columns) => columns < 100 ? 20 : columns < 160 ? 24 : 30;

    /// <summary>The people's width where nobody has chosen one.</summary>
    public static int SuitablePeople(int columns) => columns < 100 ? 18 : columns < 160 ? 22 : 30;

    /// <summary>The width wished for, within what the chat and the other list leave.</summary>
    public static int Within(int wished, int columns, int other) => Math.Clamp(wished, LeastColumns, Math.Max(LeastColumns, columns - LeastChat - other));

    private static (int Rooms, int People) Lists(int columns, PaneOptions options)
    {
        bool withRooms = options.Rooms == PaneShow.Shown || (options.Rooms == PaneShow.ByWidth && columns >= RoomsFrom);
        bool withPeople = options.People == PaneShow.Shown || (options.People == PaneShow.ByWidth && columns >= PeopleFrom);
        int rooms = withRooms ? Math.Max(LeastColumns, options.RoomColumns ?? SuitableRooms(columns)) : 0;
        int people = withPeople ? Math.Max(LeastColumns, options.PeopleColumns ?? SuitablePeople(columns)) : 0;
        if (Fits())
        {
            return (rooms, people);
        }

        // A width chosen on a wide screen is none for a narrow one.
        (rooms, people) = (Math.Min(rooms, SuitableRooms(columns)), Math.Min(people, SuitablePeople(columns)));
        if (!Fits() && options.People == PaneShow.ByWidth)
        {
            people = 0;
        }

        if (!Fits() && options.Rooms == PaneShow.ByWidth)
        {
            rooms = 0;
        }

        return Fits() ? (rooms, people) : (Math.Min(rooms, columns / 3), Math.Min(people, columns / 3));

        bool Fits() => rooms + people <= columns - LeastChat;
    }
}
