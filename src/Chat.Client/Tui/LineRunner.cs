using Chat.Client.Commands;
using Chat.Client.Crash;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui;

/// <summary>Carries out what is typed, keyed or chosen, one after the other: text typed behind a <c>/join</c> goes to the room that was joined. On the interface's thread.</summary>
/// <param name="presenter">Where outcomes are shown.</param>
/// <param name="secrets">Asks for passwords.</param>
internal sealed class LineRunner(ChatPresenter presenter, ISecrets secrets)
{
    private readonly CommandRunner _runner = new(presenter.Session.Chat, secrets, presenter.Time.LocalTimeZone, presenter.Configuration);
    private readonly HashSet<Task> _sends = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Carries out a line as typed.</summary>
    public void Run(string line)
    {
        ParsedLine parsed = CommandParser.Parse(line);
        if (parsed.Problem is { } problem)
        {
            presenter.Tell(problem, isError: true);
        }

        if (parsed.Command is { } command)
        {
            (_last = RunAsync(_last, command, line)).Go();
        }
    }

    /// <summary>Carries out a command.</summary>
    public void Run(ChatCommand command) => (_last = RunAsync(_last, command, null)).Go();

    /// <summary>Ends when each message is acknowledged, refused or given up.</summary>
    public Task SentAsync() => Task.WhenAll([.. _sends]);

    private async Task RunAsync(Task before, ChatCommand command, string? typed)
    {
        await before;
        try
        {
            if (presenter.Commands.TryRun(command))
            {
                return;
            }

            CommandOutcome outcome = await _runner.RunAsync(command, presenter.Current, presenter.Stop);
            Show(outcome);
            GiveBack(outcome, typed);
        }
        catch (OperationCanceledException) when (presenter.Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    // What the server has no time for now is wanted again in a moment.
    private void GiveBack(CommandOutcome outcome, string? typed)
    {
        if (typed is not null && outcome is CommandOutcome.Refused { Code: ErrorCodes.RateLimited or ErrorCodes.Overloaded or ErrorCodes.Unavailable }
            && presenter.Window.Input is { IsSecret: false, Text.Length: 0 } input)
        {
            input.Put(typed);
        }
    }

    private void Show(CommandOutcome outcome)
    {
        switch (outcome)
        {
            case CommandOutcome.Told { IsPage: true } page:
                presenter.ShowPage(page.Headline, page.Details);
                break;
            case CommandOutcome.Told told:
                presenter.Tell(told.Headline, told.Details);
                break;
            case CommandOutcome.Refused refused:
                presenter.Tell(refused.Problem, isError: true);
                break;
            case CommandOutcome.Joined { Room: var room }:
                presenter.GoTo(room);
                break;
            case CommandOutcome.Entered { Room: var room }:
                presenter.GoTo(room);
                break;
            case CommandOutcome.Left left:
                presenter.Quit(left.Room);
                break;
            case CommandOutcome.Sending sending:
                if (!presenter.IsCurrent(sending.Room))
                {
                    presenter.GoTo(presenter.State.Rooms.TryGetValue(sending.Room, out RoomView? known) ? known.Name : sending.Room);
                }

                presenter.Window.Chat.ScrollToEnd();
                Watch(sending);
                break;
            case CommandOutcome.ForScreen screen:
                presenter.Commands.TryRun(screen.Command);
                break;
            case CommandOutcome.Quit:
                presenter.Leave();
                break;
        }
    }

    private void Watch(CommandOutcome.Sending sending)
    {
        _sends.RemoveWhere(task => task.IsCompleted);
        _sends.Add(WatchAsync(sending));
    }

    private async Task WatchAsync(CommandOutcome.Sending sending)
    {
        try
        {
            await sending.Acknowledged;
        }
        catch (ChatException e) when (e.Code is SdkErrorCodes.QueueFull or SdkErrorCodes.Closed)
        {
            presenter.Tell($"not sent: {e.Message}", isError: true);
        }
        catch (ChatException)
        {
            // The message itself says so: it stays in the room, marked as not sent.
        }
    }
}
