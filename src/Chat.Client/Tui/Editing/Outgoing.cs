using Chat.Client.Commands;

namespace Chat.Client.Tui.Editing;

/// <summary>What leaves the input: messages and commands, too long ones and pastes of several lines after a question.</summary>
/// <param name="presenter">Carries them out.</param>
/// <param name="input">Where one types.</param>
/// <param name="choices">Asks.</param>
/// <param name="history">Remembers them.</param>
internal sealed partial class Outgoing(ChatPresenter presenter, InputLine input, Choices choices, LineHistory history)
{
    private int Most => presenter.State.Limits.MaxTextBytes;

    /// <summary>Sends what is written, or asks what to do with it where it is too long. What can't be sent stays.</summary>
    public void Send()
    {
        string line = input.Text;
        ChatCommand? command = CommandParser.Parse(line).Command;
        if (presenter.Current is null && command is ChatCommand.Say or ChatCommand.Me)
        {
            presenter.Lines.Run(command);
        }
        else if (TextLimit.Left(line, Most) is < 0 and var left)
        {
            AskToSplit(command!, -left);
        }
        else
        {
            input.Submit();
        }
    }

    /// <summary>Carries out a line that was taken out of the input.</summary>
    public void Run(string line)
    {
        Remember(line);
        presenter.Lines.Run(line);
    }

    private void AskToSplit(ChatCommand command, int over)
    {
        List<ChatCommand> parts = command switch
        {
            ChatCommand.Say say => [.. TextLimit.Split(say.Text, Most).Select(part => new ChatCommand.Say(part))],
            ChatCommand.Msg msg => [.. TextLimit.Split(msg.Text, Most).Select(part => msg with { Text = part })],
            _ => [],
        };
        string question = $"{Count(over, "byte")} too long: a message has {Most} at most";
        var edit = new Choice('e', "go on editing", () => { });
        choices.Ask(question, parts.Count == 0 ? [edit] : [edit, new Choice('s', $"send as {parts.Count} messages", () => Finish(input.Text, parts), "split between paragraphs or words")]);
    }

    private void Finish(string line, IEnumerable<ChatCommand> commands)
    {
        Remember(line);
        input.Load(string.Empty);
        foreach (ChatCommand command in commands)
        {
            presenter.Lines.Run(command);
        }
    }

    private void Remember(string line)
    {
        if (presenter.Current is { } room)
        {
            history.Add(room, line);
        }
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
