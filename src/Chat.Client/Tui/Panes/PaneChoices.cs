using System.Globalization;
using Chat.Client.Settings;

namespace Chat.Client.Tui.Panes;

/// <summary>What was chosen of the layout by keys and mouse, kept from one run to the next.</summary>
internal sealed class PaneChoices(KeptState kept)
{
    private const string RoomsShown = "panes.rooms";
    private const string PeopleShown = "panes.people";
    private const string RoomsWidth = "panes.width.rooms";
    private const string PeopleWidth = "panes.width.people";

    /// <summary>The choices as they are.</summary>
    public PaneOptions Options => new(Show(RoomsShown), Show(PeopleShown), Width(RoomsWidth), Width(PeopleWidth));

    /// <summary>Shows the rooms that are hidden on a screen so wide, or hides those that are shown.</summary>
    public void ToggleRooms(int columns, bool shown) => Toggle(RoomsShown, shown, show => PaneLayout.Of(columns, int.MaxValue, Options with { Rooms = show }).Rooms.Width > 0);

    /// <summary>Does the same with the people.</summary>
    public void TogglePeople(int columns, bool shown) => Toggle(PeopleShown, shown, show => PaneLayout.Of(columns, int.MaxValue, Options with { People = show }).People.Width > 0);

    /// <summary>Gives the rooms a width; null for the one that suits the screen.</summary>
    public void SetRooms(int? columns) => kept.Set(RoomsWidth, Written(columns));

    /// <summary>Gives the people a width.</summary>
    public void SetPeople(int? columns) => kept.Set(PeopleWidth, Written(columns));

    private static string? Written(int? columns) => columns?.ToString(CultureInfo.InvariantCulture);

    // Where the screen's width alone would have it so, it is left to the width again.
    private void Toggle(string name, bool shown, Func<PaneShow, bool> isShown) =>
        kept.Set(name, isShown(PaneShow.ByWidth) == !shown ? null : shown ? "hidden" : "shown");

    private PaneShow Show(string name) => kept.Get(name) switch
    {
        "shown" => PaneShow.Shown,
        "hidden" => PaneShow.Hidden,
        _ => PaneShow.ByWidth,
    };

    private int? Width(string name) => int.TryParse(kept.Get(name), NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : null;
}
