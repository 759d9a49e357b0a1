using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

public class MessageWriterSpecs : ChatTestKit
{
    private readonly ScriptedStore _store = new() { HoldsCommits = true };
    private readonly IActorRef _writer;

    public MessageWriterSpecs()
    {
        _store.Put(new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", []));
        _writer = Sys.ActorOf(MessageWriter.Props(_store, Options with { WriterPending = 3 }));
    }

    [Fact]
    public async Task Should_collect_a_batch_while_a_commit_runs()
    {
        Submit(TestActor, "a");
        ScriptedStore.HeldCommit first = await _store.NextCommitAsync();
        Submit(TestActor, "b");
        Submit(TestActor, "c");
        Submit(TestActor, "d");
        await first.SucceedAsync();
        ScriptedStore.HeldCommit second = await _store.NextCommitAsync();
        await second.SucceedAsync();

        Assert.Equal(["a"], Keys(first.Batch));
        Assert.Equal(["b", "c", "d"], Keys(second.Batch));
        Assert.Equal([1], Seqs(ExpectMsg<WriterProtocol.Committed>()));
        Assert.Equal([2, 3, 4], Seqs(ExpectMsg<WriterProtocol.Committed>()));
    }

    [Fact]
    public async Task Should_tell_each_sender_its_own_writes_in_order()
    {
        TestProbe other = CreateTestProbe();
        Submit(TestActor, "first");
        ScriptedStore.HeldCommit first = await _store.NextCommitAsync();
        Submit(TestActor, "a");
        Submit(other, "x");
        Submit(TestActor, "b");
        await first.SucceedAsync();
        await (await _store.NextCommitAsync()).SucceedAsync();

        ExpectMsg<WriterProtocol.Committed>();
        Assert.Equal(["a", "b"], ExpectMsg<WriterProtocol.Committed>().Outcomes.Select(o => (string)o.Context!));
        Assert.Equal([3], Seqs(other.ExpectMsg<WriterProtocol.Committed>()));
    }

    [Fact]
    public async Task Should_refuse_a_whole_batch_that_failed_and_go_on()
    {
        TestProbe other = CreateTestProbe();
        Submit(TestActor, "first");
        ScriptedStore.HeldCommit first = await _store.NextCommitAsync();
        Submit(TestActor, "a");
        Submit(other, "x");
        await first.SucceedAsync();
        ExpectMsg<WriterProtocol.Committed>();
        ScriptedStore.HeldCommit failing = await _store.NextCommitAsync();
        Submit(TestActor, "b");
        failing.Fail();

        Assert.Equal(["a"], ExpectMsg<WriterProtocol.Failed>().Refusals.Select(r => (string)r.Context!));
        Assert.Equal(["x"], other.ExpectMsg<WriterProtocol.Failed>().Refusals.Select(r => (string)r.Context!));
        await (await _store.NextCommitAsync()).SucceedAsync();
        Assert.Equal([2], Seqs(ExpectMsg<WriterProtocol.Committed>()));
    }

    [Fact]
    public async Task Should_log_a_row_of_failures_once_and_its_end()
    {
        TestProbe log = Logged();
        foreach (string key in (string[])["a", "b"])
        {
            Submit(TestActor, key);
            (await _store.NextCommitAsync()).Fail();
            ExpectMsg<WriterProtocol.Failed>();
        }

        Submit(TestActor, "c");
        await (await _store.NextCommitAsync()).SucceedAsync();
        ExpectMsg<WriterProtocol.Committed>();

        Assert.StartsWith("Storage failed", log.ExpectMsg<Error>().Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("Storage works again; 2 writes were refused", log.ExpectMsg<Warning>().Message.ToString());
        Assert.False(log.HasMessages);
    }

    [Fact]
    public async Task Should_refuse_when_too_many_wait_but_take_what_is_urgent()
    {
        Submit(TestActor, "running");
        ScriptedStore.HeldCommit first = await _store.NextCommitAsync();
        foreach (string key in (string[])["a", "b", "c", "too many"])
        {
            Submit(TestActor, key);
        }

        Assert.Equal("too many", ExpectMsg<WriterProtocol.Overloaded>().Refusal.Context);
        _writer.Tell(new WriterProtocol.Submit(new Write.PutMember(Sample.Lobby, Sample.Bob.User, "member"), "urgent", Urgent: true), TestActor);
        await first.SucceedAsync();
        await (await _store.NextCommitAsync()).SucceedAsync();

        ExpectMsg<WriterProtocol.Committed>();
        Assert.Equal(["a", "b", "c", "urgent"], ExpectMsg<WriterProtocol.Committed>().Outcomes.Select(o => (string)o.Context!));
    }

    [Fact]
    public async Task Should_commit_no_more_than_its_largest_batch_at_once()
    {
        IActorRef writer = Sys.ActorOf(MessageWriter.Props(_store, Options));
        for (int i = 0; i <= MessageWriter.MaxBatch + 1; i++)
        {
            writer.Tell(new WriterProtocol.Submit(Sample.Append(Sample.Lobby, Sample.Alice, $"k{i}"), null), TestActor);
        }

        // Whatever the first commit caught, the rest comes in batches of at most the bound.
        int total = 0;
        while (total < MessageWriter.MaxBatch + 2)
        {
            ScriptedStore.HeldCommit commit = await _store.NextCommitAsync();
            Assert.InRange(commit.Batch.Count, 1, MessageWriter.MaxBatch);
            total += commit.Batch.Count;
            await commit.SucceedAsync();
        }

        Assert.Equal(MessageWriter.MaxBatch + 2, total);
    }

    private void Submit(IActorRef sender, string key) =>
        _writer.Tell(new WriterProtocol.Submit(Sample.Append(Sample.Lobby, Sample.Alice, key), key), sender);

    private static IEnumerable<string> Keys(IReadOnlyList<Write> batch) => batch.Cast<Write.AppendMessage>().Select(w => w.Key);

    private static IEnumerable<long> Seqs(WriterProtocol.Committed committed) =>
        committed.Outcomes.Select(o => ((WriteResult.Appended)o.Result).Seq);
}
