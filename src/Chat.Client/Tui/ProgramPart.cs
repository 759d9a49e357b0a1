using Chat.Client.Commands;
using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui;

/// <summary>The keys of the whole program: help, connecting again, leaving.</summary>
internal sealed class ProgramPart : ITuiPart
{
    private readonly ChatPresenter _presenter;

    /// <summary>Takes its keys.</summary>
    public ProgramPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        ActionMap actions = presenter.Actions;
        actions.On(GeneralActions.Help, ShowHelp);
        actions.On(GeneralActions.Retry, Retry);
        actions.On(GeneralActions.Quit, Leave);
        actions.On(GeneralActions.Interrupt, Leave);
    }

    private bool Leave()
    {
        _presenter.Leave();
        return true;
    }

    private bool Retry()
    {
        _presenter.Session.Chat.RetryNow();
        return true;
    }

    private bool ShowHelp()
    {
        _presenter.ShowPage("Help", [.. KeyHelp.Lines(_presenter.Actions), string.Empty, "Commands; /help NAME explains one", .. HelpText.Lines()]);
        return true;
    }
}
