using System.Threading.Channels;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Search;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Search;

public sealed class SearcherSpecs : ChatTestKit
{
    private readonly Channel<Held> _held = Channel.CreateUnbounded<Held>();
    private readonly ScriptedStore _store = new();
    private readonly IActorRef _searcher;

    public SearcherSpecs()
    {
        _store.Search = (query, cancel) =>
        {
            var held = new Held(query, new TaskCompletionSource<SearchPage?>(TaskCreationOptions.RunContinuationsAsynchronously));
            cancel.Register(() => held.Answer.TrySetCanceled(cancel));
            _held.Writer.TryWrite(held);
            return held.Answer.Task;
        };
        _searcher = Sys.ActorOf(Searcher.Props(_store, Options with { Searches = 2, SearchTimeout = TimeSpan.FromSeconds(5) }, Time));
    }

    [Fact]
    public async Task Should_run_a_few_at_once_and_the_others_in_their_order()
    {
        Ask("one", "two", "three", "four");
        Held one = await NextAsync();
        Held two = await NextAsync();
        Assert.Equal(["one", "two"], new[] { one.Word, two.Word }.Order(StringComparer.Ordinal));
        Assert.False(_held.Reader.TryRead(out _));

        one.Answer.SetResult(Page);
        Assert.Same(Page, ExpectMsg<SearcherProtocol.Found>().Page);
        Assert.Equal("three", (await NextAsync()).Word);
        two.Answer.SetResult(Page);
        ExpectMsg<SearcherProtocol.Found>();
        Assert.Equal("four", (await NextAsync()).Word);
    }

    [Fact]
    public async Task Should_refuse_one_user_more_than_a_few_and_take_the_next_when_one_is_done()
    {
        foreach (int i in Enumerable.Range(1, Searcher.MaxPerUser))
        {
            AskAs(Sample.Alice.User, $"word {i}");
        }

        AskAs(Sample.Alice.User, "too many");
        Assert.Equal(ErrorCodes.Overloaded, ExpectRefusal().Code);

        AskAs(Sample.Bob.User, "bobs");
        (await NextAsync()).Answer.SetResult(Page);
        ExpectMsg<SearcherProtocol.Found>();
        AskAs(Sample.Alice.User, "again");
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Should_refuse_what_has_no_place_in_the_line()
    {
        Ask([.. Enumerable.Range(1, Searcher.MaxWaiting + 2).Select(i => $"word {i}")]);
        ExpectNoMsg(TimeSpan.FromMilliseconds(100));

        Ask("one more");

        Refusal refusal = ExpectRefusal();
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.NotNull(refusal.RetryAfterMs);
    }

    [Fact]
    public async Task Should_end_a_search_that_takes_too_long_and_refuse_those_that_waited_so_long()
    {
        Ask("one", "two", "three");
        await NextAsync();
        await NextAsync();

        Time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(
            [ErrorCodes.Overloaded, ErrorCodes.Unavailable, ErrorCodes.Unavailable],
            new[] { ExpectRefusal().Code, ExpectRefusal().Code, ExpectRefusal().Code }.Order(StringComparer.Ordinal));
        Ask("four");
        Assert.Equal("four", (await NextAsync()).Word);
    }

    [Fact]
    public async Task Should_say_so_when_the_storage_fails_and_go_on()
    {
        Ask("one");
        (await NextAsync()).Answer.SetException(new StorageException("disk on fire"));
        Assert.Equal(ErrorCodes.Unavailable, ExpectRefusal().Code);

        Ask("two");
        (await NextAsync()).Answer.SetResult(Page);
        ExpectMsg<SearcherProtocol.Found>();
    }

    [Theory]
    [InlineData(null, ErrorCodes.NotMember)]
    [InlineData("bob", ErrorCodes.NoSuchRoom)]
    public async Task Should_refuse_a_room_that_the_asker_is_not_in(string? peer, string code)
    {
        _searcher.Tell(new SearcherProtocol.Search(Request(TestActor, TestActor), Query(Sample.Alice.User, "x") with { Peer = peer }));
        (await NextAsync()).Answer.SetResult(null);

        Refusal refusal = ExpectRefusal();
        Assert.Equal((code, "room"), (refusal.Code, refusal.Field));
    }

    private static SearchPage Page { get; } = new([], null);

    private static SearchQuery Query(UserId asker, string words) => new(asker, SearchTerms.Parse($"\"{words}\""), 10);

    private void Ask(params string[] words) => words.ToList().ForEach(word => AskAs(UserId.New(), word));

    private void AskAs(UserId asker, string words) => _searcher.Tell(new SearcherProtocol.Search(Request(TestActor, TestActor), Query(asker, words)));

    private Refusal ExpectRefusal() => Assert.IsType<SessionReply.Refused>(ExpectMsg<SessionProtocol.Reply>().Answer).Why;

    private async Task<Held> NextAsync() => await _held.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private sealed record Held(SearchQuery Query, TaskCompletionSource<SearchPage?> Answer)
    {
        public string Word => Query.Phrases[0].Tokens[0];
    }
}
