using Chat.Client.Attention;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Moving;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;
using Chat.Client.Tui.Searching;
using Chat.Client.Tui.Theming;
using Chat.Client.Tui.Trusting;

namespace Chat.Client.Tui;

/// <summary>The parts that make up the interface.</summary>
internal static class TuiParts
{
    /// <summary>Makes them all. The order is that in which they are told of things; of two that take the same key the later one is asked first.</summary>
    public static void AddTo(ChatPresenter presenter)
    {
        presenter.Add(new ProgramPart(presenter));
        presenter.Add(new ConfigurationPart(presenter));
        presenter.Add(new ThemingPart(presenter));
        presenter.Add(new AttentionPart(presenter));
        var scrollback = new ScrollbackPart(presenter);
        presenter.Add(scrollback);
        presenter.Add(new LayoutPart(presenter));
        var rooms = new RoomsPart(presenter);
        presenter.Add(rooms);
        presenter.Add(new PeoplePart(presenter));
        presenter.Add(new RoomUsePart(presenter));
        presenter.Add(new BarsPart(presenter));
        presenter.Add(new MovePart(presenter, rooms));
        presenter.Add(new SearchPart(presenter));
        presenter.Add(new MousePart(presenter));
        presenter.Add(new EditingPart(presenter));
        presenter.Add(new FindingPart(presenter, scrollback));
        presenter.Add(new TrustPart(presenter));
    }
}
