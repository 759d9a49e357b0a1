using Chat.Client.Commands;
using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Editing;

/// <summary>What leaves the input: messages and commands, too long ones and pastes of several lines after a question.</summary>
/// <param name="presenter">Carries them out.</param>
/// <param name="input">Where one types.</param>
/// <param name="history">Remembers them.</param>
internal sealed partial class Outgoing(ChatPresenter presenter, InputLine input, LineHistory history)
{
    private Action _drop = () => { };

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

    /// <summary>Drops what is asked for: its answer would go to another room.</summary>
    public void Drop() => _drop();

    private void AskToSplit(ChatCommand command, int over)
    {
        List<ChatCommand> parts = command switch
        {
            ChatCommand.Say say => [.. TextLimit.Split(say.Text, Most).Select(part => new ChatCommand.Say(part))],
            ChatCommand.Msg msg => [.. TextLimit.Split(msg.Text, Most).Select(part => msg with { Text = part })],
            _ => [],
        };
        var edit = new Choice('e', "go on editing", () => { });
        var split = new Choice('s', $"send as {parts.Count} messages, split between paragraphs or words", () => Finish(input.Text, parts));
        Ask($"{Count(over, "byte")} too long: a message has {Most} at most", parts.Count == 0 ? [edit] : [split, edit]);
    }

    private void Ask(string text, IReadOnlyList<Choice> choices)
    {
        var question = new Question(presenter.Window.Palette, text, choices);
        _drop = question.Close;
        presenter.Overlays.Open(question);
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
