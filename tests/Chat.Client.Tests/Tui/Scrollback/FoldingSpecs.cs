using Chat.Client.Tui.Scrollback;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class FoldingSpecs
{
    [Theory]
    [InlineData("+Alice +Bob +Carol", "Alice, Bob and Carol joined")]
    [InlineData("+Alice +Bob +Carol +Dave +Eve -Frank", "Alice, Bob, Carol and 2 others joined; Frank left")]
    [InlineData("+Alice -Alice", "Alice came and went")]
    [InlineData("-Alice +alice", "Alice left and came back")]
    [InlineData("+Alice Alice>Ann", "Alice (now Ann) joined")]
    [InlineData("Alice>Ann Ann>Anna -Bob", "Bob left; Alice is now Anna")]
    [InlineData("Alice>Ann Ann>Alice", "Alice took another name and the old one again")]
    [InlineData("+Alice -Alice +Alice -Bob", "Alice joined; Bob left")]
    public void Should_say_what_it_came_to(string moves, string expected) => Assert.Equal(expected, Folding.Text(moves.Split(' ').Select(Read)));

    [Fact]
    public void Should_fold_only_what_stands_together_between_two_messages()
    {
        Notice[] notices = [Came("Alice", 1), Came("Bob", 1), Said("answer", 1), Came("Carol", 1), Came("Dave", 2), Came("Eve", 2)];

        Assert.Equal(["Alice and Bob joined", "answer", "Carol joined lobby", "Dave and Eve joined"], Texts(notices, JoinsShown.Fold));
        Assert.Equal(["Alice joined lobby", "Bob joined lobby", "answer", "Carol joined lobby", "Dave joined lobby", "Eve joined lobby"], Texts(notices, JoinsShown.All));
        Assert.Equal(["answer"], Texts(notices, JoinsShown.None));
    }

    [Fact]
    public void Should_keep_an_entry_by_its_first_notice_while_it_grows()
    {
        Notice first = Came("Alice", 1);

        Assert.Equal(Folding.Items([first], JoinsShown.Fold)[0].Item.Key, Folding.Items([first, Came("Bob", 1)], JoinsShown.Fold)[0].Item.Key);
    }

    private static List<string> Texts(Notice[] notices, JoinsShown joins) => [.. Folding.Items(notices, joins).Select(item => TimelineSpecs.Text(item.Item))];

    private static Move Read(string move) => move[0] switch
    {
        '+' => new Move(MoveKind.Joined, move[1..]),
        '-' => new Move(MoveKind.Left, move[1..]),
        _ => new Move(MoveKind.Renamed, move.Split('>')[0], move.Split('>')[1]),
    };

    private static Notice Came(string user, long after) => new("lobby", after, DateTimeOffset.UnixEpoch, $"{user} joined lobby", [], Move: new Move(MoveKind.Joined, user));

    private static Notice Said(string text, long after) => new("lobby", after, DateTimeOffset.UnixEpoch, text, []);
}
