using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;

namespace Chat.Client.Tui;

/// <summary>The parts that make up the interface.</summary>
internal static class TuiParts
{
    /// <summary>Makes them all. The order is that in which they are told of things; of two that take the same key the later one is asked first.</summary>
    public static void AddTo(ChatPresenter presenter)
    {
        presenter.Add(new ProgramPart(presenter));
        var scrollback = new ScrollbackPart(presenter);
        presenter.Add(scrollback);
        presenter.Add(new PanesPart(presenter));
        presenter.Add(new EditingPart(presenter));
        presenter.Add(new FindingPart(presenter, scrollback));
    }
}
