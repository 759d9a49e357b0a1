using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol.Frames;

namespace Chat.Client.Commands;

/// <content>What was said: <c>/history</c> and <c>/search</c>.</content>
internal sealed partial class CommandRunner
{
    /// <summary>Messages on a page, where the user does not say how many: about a screen.</summary>
    internal const int PageSize = 20;

    private (SearchLine Line, string Cursor)? _more;

    private async Task<CommandOutcome> HistoryAsync(ChatCommand.History asked, string? room, CancellationToken cancellationToken)
    {
        if (room is null)
        {
            return new CommandOutcome.Refused(NoRoom);
        }

        int limit = asked.Count ?? PageSize;
        HistoryOk page = asked.Around is { } around
            ? await chat.HistoryAroundAsync(room, around, limit, cancellationToken).ConfigureAwait(false)
            : await chat.HistoryAsync(room, asked.Before, limit, cancellationToken).ConfigureAwait(false);
        string name = CleanText.Line(page.Room);
        if (page.Messages.Count == 0)
        {
            return new CommandOutcome.Told(page.Start && page.End ? $"Nothing was said in {name} yet" : $"There is nothing older in {name}") { Data = page };
        }

        long first = page.Messages[0].Seq;
        List<string> lines = [.. page.Messages.Select(m => $"{m.Seq}, {Said(m.At, m.From, m.Text, m.Kind)}")];
        lines.Add(page.Start ? "This is the beginning." : $"Older ones: /history before {first}");
        return new CommandOutcome.Told($"{Count(page.Messages.Count, "message")} of {name}, oldest first", lines) { Data = page };
    }

    private async Task<CommandOutcome> SearchAsync(SearchLine? line, string? room, CancellationToken cancellationToken)
    {
        if (line is null && _more is null)
        {
            return new CommandOutcome.Refused("there is no further page; to find the word itself, write /search \"more\"");
        }

        SearchLine asked = line ?? _more!.Value.Line;
        if (asked is { Before: not null, Room: null })
        {
            if (room is null)
            {
                return new CommandOutcome.Refused(NoRoom);
            }

            asked = asked with { Room = room };
        }

        SearchOk page = await chat.SearchAsync(asked, line is null ? _more!.Value.Cursor : null, PageSize, cancellationToken).ConfigureAwait(false);
        _more = page.Next is { } next ? (asked, next) : null;
        if (page.Messages.Count == 0)
        {
            return new CommandOutcome.Told(asked.Room is { } only ? $"Nothing found in {CleanText.Line(only)}" : "Nothing found in your rooms") { Data = page };
        }

        List<string> lines = [.. page.Messages.Select(m => $"{CleanText.Line(m.Room)} {m.Seq}, {Said(m.At, m.From, m.Text, m.Kind)}")];
        lines.Add(_more is null ? "That is all." : "Older ones: /search more");
        return new CommandOutcome.Told($"{Count(page.Messages.Count, "message")} found, newest first", lines) { Data = page };
    }

    private string Said(DateTimeOffset at, string from, string text, string? kind)
    {
        string time = TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        string author = CleanText.Line(from);
        return kind == MessageKind.Action ? $"{time}, * {author} {CleanText.Line(text)}" : $"{time}, {author}: {CleanText.Line(text)}";
    }
}
