using Chat.Client.Attention;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.Connection;
using Chat.Sdk.State;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Attention;

public sealed class MentionCountsSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private static readonly string[] Names = ["lobby", "python", "@Bob", "@Carl"];
    private static readonly string[] Texts = ["hello", "Alice: hi", "@alice!", "the release is out", "malice", "for alicia", "Ada?"];
    private static readonly Gen<ChatInput> Inputs = Gen.Select(Gen.Int[0, 11], Gen.Int[0, Names.Length - 1], Gen.Int[0, 30], Gen.Int[0, Texts.Length - 1], Gen.Bool)
        .Select((kind, room, seq, text, own) => Input(kind, Names[room], seq, Texts[text], own));

    [Theory]
    [InlineData("Alice", 1)]
    [InlineData("hey @ALICE, look", 1)]
    [InlineData("the Release!", 1)]
    [InlineData("malice and alices", 0)]
    [InlineData("nothing", 0)]
    public void Should_count_messages_with_the_own_name_or_a_word(string text, int count)
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, ""));
        chat.Says("lobby", "Bob", text);
        chat.Says("lobby", "Alice", text);

        Assert.Equal(count, new MentionCounts(chat.State, ["release"]).Of("lobby"));
    }

    [Fact]
    public void Should_count_every_private_message_of_the_other()
    {
        var chat = new FakeChat("Alice");
        chat.Says("@Bob", "Bob", "psst");
        chat.Says("@Bob", "Alice", "what?");
        chat.Says("@Bob", "Bob", "nothing");

        Assert.Equal(2, new MentionCounts(chat.State, []).Of("@bob"));
    }

    [Fact]
    public void Should_count_by_the_name_and_the_words_of_the_moment()
    {
        ChatState state = ChatReducer.Apply(Start(50), Message("lobby", 1, "Bob", "Alice"));
        state = ChatReducer.Apply(state, Message("lobby", 2, "Bob", "Ada and the release"));
        var counts = new MentionCounts(state, []);
        counts.UseWords(["release"]);
        Assert.Equal(2, counts.Of("lobby"));

        Follow(counts, state, new ChatInput.NickAccepted("Ada"));
        Assert.Equal(1, counts.Of("lobby"));
    }

    [Fact]
    public void Should_be_the_same_as_counted_anew_whatever_happens() => Inputs.Array[1, 60].Sample(inputs =>
    {
        ChatState state = Start(10);
        string[] words = ["release"];
        var counts = new MentionCounts(state, words);
        foreach (ChatInput input in inputs)
        {
            state = Follow(counts, state, input);
            var rule = new MentionRule(state.Self, words);
            Assert.All(Names, name => Assert.Equal(state.Rooms.TryGetValue(name, out RoomView? room) ? rule.Count(room) : 0, counts.Of(name)));
        }

        Assert.Equal(state.Rooms.Values.Sum(room => new MentionRule(state.Self, words).Count(room)), counts.All.Sum(room => room.Value));
    }, iter: 2000);

    [Fact]
    public void Should_count_anew_what_is_at_hand_when_updates_were_missed()
    {
        ChatState state = Start(50);
        var counts = new MentionCounts(state, []);
        state = ChatReducer.Apply(state, Message("lobby", 1, "Bob", "Alice"));
        counts.Take(new ChatUpdate.Resynced(state));

        Assert.Equal(1, counts.Of("lobby"));
    }

    [Fact]
    public void Should_not_count_what_an_excerpt_has_cut_from_the_log()
    {
        ChatState state = Start(10);
        var counts = new MentionCounts(state, []);
        state = Follow(counts, state, Message("lobby", 1, "Bob", "hello"));
        state = Follow(counts, state, Message("lobby", 3, "Bob", "Alice!"));
        state = Follow(counts, state, new ChatInput.EventArrived(new GapEvent("lobby", 1, 46), Now));
        Assert.Equal(1, counts.Of("lobby"));

        MessageInfo[] around = [.. new[] { 22L, 23 }.Select(seq => new MessageInfo(seq, Now, "Bob", seq == 23 ? "Alice!" : "well", $"k{seq}"))];
        state = Follow(counts, state, new ChatInput.ExcerptOpened(new HistoryOk("lobby", around, false, false)));

        Assert.Empty(state.Rooms["lobby"].Messages);
        Assert.Equal(0, counts.Of("lobby"));
    }

    private static ChatState Follow(MentionCounts counts, ChatState before, ChatInput input)
    {
        ChatState after = ChatReducer.Apply(before, input);
        foreach (ChatUpdate update in Updates.Of(input, before, after))
        {
            counts.Take(update);
        }

        return after;
    }

    private static ChatState Start(int messagesPerRoom) => ChatReducer.Apply(ChatState.Start("Alice", messagesPerRoom, maxGap: 20, messagesInAll: 25), Hello("Alice", 0));

    private static ChatInput.HelloAccepted Hello(string user, long read) => new(
        new HelloOk(user, true, "token", new LimitsInfo(65536, 16384), [new RoomSummary("lobby", 20, Math.Min(20, read), 0, ""), new RoomSummary("python", 0, 0, 0, "")], new ServerInfo("AkkaChat", "0.1.0")),
        new Dictionary<string, long>());

    private static ChatInput.EventArrived Message(string room, long seq, string from, string text) => new(new MessageEvent(room, seq + 20, Now, from, text, $"k{seq}"), Now);

    // A seq is always the same message, whoever asks for it.
    private static MessageInfo At(long seq) => new(seq, Now, seq % 5 == 0 ? "Alice" : "Bob", Texts[(int)(seq % Texts.Length)], $"k{seq}");

    private static ChatInput Input(int kind, string room, long seq, string text, bool own) => kind switch
    {
        <= 3 => Message(room, seq, At(seq + 20).From, At(seq + 20).Text),
        4 => new ChatInput.ReadMoved(new ReadOk(room, seq + 20)),
        5 => new ChatInput.EventArrived(new ReadEvent(room, seq + 15), Now),
        6 => new ChatInput.HistoryPage(
            new HistoryOk(room, [.. Enumerable.Range(1, 8).Select(i => At(seq + i))], seq == 0, false), After: own ? seq : null, Before: seq + 9),
        7 => own ? new ChatInput.RoomLeft(room) : new ChatInput.RoomJoined(new JoinOk(room, seq + 20, "", [])),
        8 => own ? new ChatInput.NickAccepted(text.StartsWith("Ada", StringComparison.Ordinal) ? "Ada" : "Alice") : new ChatInput.EventArrived(new RenamedEvent("Bob", "Carl", Now, "@Bob"), Now),
        9 => new ChatInput.EventArrived(new GapEvent(room, 1, seq + 25), Now),
        10 => own ? new ChatInput.ConnectionMoved(new ConnectionState.Connecting()) : Hello("Alice", seq),
        _ => own
            ? new ChatInput.ExcerptOpened(new HistoryOk(room, [.. Enumerable.Range(10, 6).Select(i => At(seq + i))], false, false))
            : new ChatInput.FetchFailed(new Fetch.Messages(room, seq + 20)),
    };
}
