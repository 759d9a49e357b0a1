using Chat.Client.Commands;
using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Editing;

/// <content>Pastes: a line just goes in, several lines ask first, for what was copied by mistake should not be said to everyone.</content>
internal sealed partial class Outgoing
{
    private const string Fence = "```";
    private const int ManyMessages = 10;
    private const int MostMessages = 100;

    /// <summary>Takes a paste in.</summary>
    /// <param name="pasted">The text, with <c>\n</c> for line breaks.</param>
    public void Paste(string pasted)
    {
        string text = pasted.TrimEnd('\n');
        if (input.IsSecret)
        {
            input.Buffer.Insert(text.Split('\n')[0]);
        }
        else if (text.Length + input.Text.Length > EditText.MaxLength)
        {
            presenter.Tell($"not pasted: {text.Length} characters are more than fit here ({EditText.MaxLength - input.Text.Length})", isError: true);
        }
        else if (!text.Contains('\n', StringComparison.Ordinal))
        {
            input.Buffer.Insert(text);
        }
        else
        {
            AskHow(text);
        }
    }

    private void AskHow(string pasted)
    {
        string before = input.Text[..input.Caret];
        string behind = input.Text[input.Caret..];
        string whole = before + pasted + behind;

        // Only what was typed can be a command, never what was pasted.
        bool isCommand = before.StartsWith('/');
        int bytes = TextLimit.Bytes((isCommand ? TextLimit.TextOf(whole) : null) ?? whole);
        List<Choice> answers = [];
        if (bytes <= Most)
        {
            answers.Add(new Choice('s', "send as one message", () => Say(whole, isCommand)));
            string block = $"{before}{(isCommand || before.Length == 0 || before.EndsWith('\n') ? string.Empty : "\n")}{Fence}\n{pasted}\n{Fence}{(behind.Length > 0 ? "\n" : string.Empty)}{behind}";
            if (!pasted.Contains(Fence, StringComparison.Ordinal) && bytes + TextLimit.Bytes(block) - TextLimit.Bytes(whole) <= Most)
            {
                answers.Add(new Choice('b', "send as a block, as in a file", () => Say(block, isCommand)));
            }
        }
        else if (!isCommand)
        {
            AddMessages(answers, 's', TextLimit.Split(whole, Most), whole, parts => $"send as {parts} messages, split between paragraphs or words");
        }

        if (!isCommand)
        {
            List<string> lines = [.. whole.Split('\n').SelectMany(line => TextLimit.Split(line, Most))];
            AddMessages(answers, 'l', lines, whole, parts => $"send the lines as {Count(parts, "message")}");
        }

        answers.Add(new Choice('e', "edit it here first", () => input.Buffer.Insert(pasted)));
        string over = bytes > Most ? $", {Count(bytes - Most, "byte")} too long for one message" : string.Empty;
        Ask($"Paste of {Count(pasted.Split('\n').Length, "line")}, {Count(TextLimit.Bytes(pasted), "byte")}{over}", answers);
    }

    private void AddMessages(List<Choice> answers, char letter, IReadOnlyList<string> parts, string whole, Func<int, string> text)
    {
        if (parts.Count is > 0 and <= MostMessages)
        {
            string lot = parts.Count > ManyMessages ? ": that is a lot" : string.Empty;
            answers.Add(new Choice(letter, text(parts.Count) + lot, () => Finish(whole, parts.Select(part => new ChatCommand.Say(part)))));
        }
    }

    private void Say(string text, bool isCommand)
    {
        if (isCommand)
        {
            input.Load(string.Empty);
            Run(text);
        }
        else
        {
            Finish(text, [new ChatCommand.Say(text)]);
        }
    }
}
