using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class CompleterSpecs
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private readonly Completer _completer = new();

    public CompleterSpecs()
    {
        foreach (string user in new[] { "Alice", "Bob", "Bert" })
        {
            _chat.Comes("lobby", user);
        }
    }

    [Theory]
    [InlineData("/jo", "/join ")]
    [InlineData("bo", "Bob: ")]
    [InlineData("ask bo", "ask Bob ")]
    [InlineData("/join py", "/join python")]
    [InlineData("/join ja", "/join java")]
    [InlineData("/msg be", "/msg Bert ")]
    [InlineData("/help to", "/help topic")]
    [InlineData("/search snake in:py", "/search snake in:python ")]
    [InlineData("/search from:be", "/search from:Bert ")]
    [InlineData("/search be", "/search Bert ")]
    public void Should_complete_a_word(string text, string completed) => Assert.Equal(new Completion(completed, completed.Length), Next(text, text.Length));

    [Fact]
    public void Should_go_through_the_candidates_and_back()
    {
        Completion first = Next("b", 1)!.Value;
        Completion second = Next(first.Text, first.Caret)!.Value;
        Completion third = Next(second.Text, second.Caret)!.Value;
        Completion back = Next(third.Text, third.Caret, back: true)!.Value;

        Assert.Equal(["Bert: ", "Bob: ", "Bert: ", "Bob: "], new[] { first, second, third, back }.Select(completion => completion.Text));
    }

    [Fact]
    public void Should_complete_within_a_line() => Assert.Equal(new Completion("hi Bob  there", 7), Next("hi bo there", 5));

    [Fact]
    public void Should_leave_alone_what_it_does_not_know() => Assert.Null(Next("zzz", 3));

    private Completion? Next(string text, int caret, bool back = false) => _completer.Next(text, caret, back, _chat.State, "lobby", ["java"]);
}
