using Chat.Actors.Search;
using Chat.Client.Commands;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;

namespace Chat.Fuzz.Targets;

/// <summary>Lines that people type or paste, and texts that are searched: none is wrong, and what is read and written again is the same.</summary>
internal sealed class SearchTarget : IFuzzTarget
{
    public string Name => "search";

    public int Turn => 500;

    public byte[] Make(Dice dice) => Cuts.Input(Nasty.Text(dice));

    public ValueTask RunAsync(byte[] input)
    {
        string text = Cuts.Text(input);
        IReadOnlyList<SearchPhrase> phrases = SearchTerms.Parse(text);
        FuzzException.Require(SearchTerms.Parse(SearchTerms.Print(phrases)).SequenceEqual(phrases), "What is searched for, printed and read again, is something else.");
        string folded = SearchText.Fold(text);
        FuzzException.Require(SearchText.Fold(folded) == folded, "Folding folded text changes it.");
        List<string> tokens = SearchText.Tokens(text);
        FuzzException.Require(tokens.Count <= SearchText.MaxTokens && tokens.All(t => t.Length is > 0 and <= SearchText.MaxTokenChars), "Words are bounded.");
        if (SearchLine.Read(text) is { } line)
        {
            _ = line.Written();
            _ = line.Terms();
        }

        ParsedLine parsed = CommandParser.Parse(text);
        FuzzException.Require(parsed.Command is null || parsed.Problem is null, "A line is a command or has a problem.");
        FuzzException.Require(parsed.Problem is null || !parsed.Problem.Any(char.IsControl), "What is said of a line controls nothing.");
        return ValueTask.CompletedTask;
    }
}
