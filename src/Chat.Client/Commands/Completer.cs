using System.Text;
using Chat.Client.Commands.Table;
using Chat.Protocol.Texts;

namespace Chat.Client.Commands;

/// <summary>Finds what can stand in the place of the word before the caret: commands and what they take, people, rooms, emoji.</summary>
internal static class Completer
{
    private const int MostOffers = 200;
    private const int LeastOfEmoji = 2;

    /// <summary>What fits; null where nothing does and no command's arguments are being written.</summary>
    /// <param name="line">The line.</param>
    /// <param name="caret">Where the caret stands, in UTF-16 units.</param>
    /// <param name="sources">What to choose from.</param>
    /// <param name="asked">True where the user asks for it; false while typing, when only a mark (<c>/ @ # :</c>) or a command's argument makes an offer.</param>
    public static Completions? Find(string line, int caret, CompletionSources sources, bool asked)
    {
        int start = caret;
        while (start > 0 && !char.IsWhiteSpace(line[start - 1]))
        {
            start--;
        }

        string word = line[start..caret];
        if (start == 0 && word.StartsWith('/'))
        {
            return Fitting(start, caret, word, sources.Commands, null);
        }

        string[] before = line[..start].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        CommandInfo? command = before is [['/', ..], ..] && !line.StartsWith("//", StringComparison.Ordinal) ? CommandTable.Find(before[0]) : null;
        if (command is not null && Arguments(command, before[1..], word, sources) is { } arguments)
        {
            return Fitting(start, caret, word, arguments, command);
        }

        IEnumerable<Offer> offers = word switch
        {
            ['@', ..] => sources.Nicks("@", start == 0 ? ": " : " "),
            ['#', ..] => sources.Rooms("#", " ").Where(room => room.Text[1] != '@'),
            [':', .. var name] when name.Length >= LeastOfEmoji || (asked && name.Length > 0) => CompletionSources.Emoji(name),
            [_, ..] when asked => sources.Nicks(end: start == 0 ? ": " : " "),
            _ => [],
        };
        return Fitting(start, caret, word.StartsWith(':') ? string.Empty : word, offers, before.Length == 1 ? command : null);
    }

    // Null where the command leaves it to the text: then people are offered as everywhere.
    private static IEnumerable<Offer>? Arguments(CommandInfo command, string[] before, string word, CompletionSources sources)
    {
        if (command.In != InScope.None && word.StartsWith(ModerationLine.InMark, StringComparison.OrdinalIgnoreCase))
        {
            return sources.RoomsToLookAfter(ModerationLine.InMark, " ", command.In == InScope.Server);
        }

        if (command.Offers is { } offers)
        {
            return offers(before);
        }

        if (before.Length == 1 && command.Then.Count > 0)
        {
            return command.Then.Select(choice => new Offer(choice));
        }

        IEnumerable<Offer>? known = OfKind(command.First, before, word, sources);
        return command.Words.Count == 0 ? known : command.Words.Select(choice => new Offer(choice)).Where(_ => before.Length < 2).Concat(known ?? []);
    }

    private static IEnumerable<Offer>? OfKind(ArgumentKind kind, string[] before, string word, CompletionSources sources) =>
        kind switch
        {
            ArgumentKind.Setting => CompletionSources.Settings(before),
            ArgumentKind.Search when word.StartsWith(SearchLine.InMark, StringComparison.OrdinalIgnoreCase) => sources.OwnRooms(SearchLine.InMark, " "),
            ArgumentKind.Search when word.StartsWith(SearchLine.FromMark, StringComparison.OrdinalIgnoreCase) => sources.People(SearchLine.FromMark, " ", self: true),
            ArgumentKind.Command when before.Length == 0 => CompletionSources.CommandNames,
            ArgumentKind.Room when before.Length == 0 => sources.Rooms(word.StartsWith('#') ? "#" : string.Empty),
            ArgumentKind.Member when before.Length == 0 => word.StartsWith('#') ? sources.OwnRooms("#", string.Empty) : sources.Nicks(word.StartsWith('@') ? "@" : string.Empty, " "),
            ArgumentKind.User when before.Length == 0 => sources.People(word.StartsWith('@') ? "@" : string.Empty, " "),
            _ => null,
        };

    private static Completions? Fitting(int start, int end, string word, IEnumerable<Offer> offers, CommandInfo? command)
    {
        string folded = Fold(word);
        List<Offer> fitting = [.. offers.Where(offer => Fold(offer.Text).StartsWith(folded, StringComparison.Ordinal)).DistinctBy(offer => Fold(offer.Text)).Take(MostOffers)];
        return fitting.Count == 0 && command is null ? null : new Completions(start, end, fitting, command);
    }

    // Neither case nor the width of letters counts.
    private static string Fold(string text)
    {
        string folded = text.ToUpperInvariant();
        return Ascii.IsValid(folded) ? folded : folded.NormalizeAny(NormalizationForm.FormKC);
    }
}
