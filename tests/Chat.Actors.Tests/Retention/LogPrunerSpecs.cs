using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Chat.Actors.Retention;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Retention;

public class LogPrunerSpecs : ChatTestKit
{
    private static readonly RoomId Cats = RoomId.OfName("cats");

    private readonly ScriptedStore _store = new();
    private readonly TestProbe _writer;
    private readonly TestProbe _relays;

    public LogPrunerSpecs()
    {
        _writer = CreateTestProbe();
        _relays = CreateTestProbe();
        _store.Put(
            new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", []),
            new Write.CreateRoom(Cats, "cats", "cats", []),
            new Write.CreateRoom(Sample.AliceAndBob, "", Sample.AliceAndBob.Value, []));
    }

    [Fact]
    public async Task Should_remove_what_is_too_old_and_keep_the_rest()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        Fill(Sample.Lobby, TimeSpan.FromDays(1), 2);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));

        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_remove_what_is_too_much_but_not_what_is_younger_than_an_hour()
    {
        Fill(Sample.Lobby, TimeSpan.FromHours(2), 4);
        Fill(Cats, TimeSpan.FromHours(2), 3);
        Fill(Cats, TimeSpan.FromMinutes(59), 9);
        await StartAsync(Policy(new RetentionRule(null, 3)));

        await CommitNextAsync(new Write.Prune(Cats, 4, LogPruner.Chunk));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 2, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_remove_by_the_rule_that_removes_more()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 5);
        Fill(Sample.Lobby, TimeSpan.FromDays(1), 5);
        Fill(Cats, TimeSpan.FromDays(9), 2);
        Fill(Cats, TimeSpan.FromDays(1), 2);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), 3)));

        await CommitNextAsync(new Write.Prune(Cats, 3, LogPruner.Chunk));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 8, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_take_many_small_writes_one_after_another()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), LogPruner.Chunk + 10);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));

        await CommitNextAsync(new Write.Prune(Sample.Lobby, LogPruner.Chunk + 1, LogPruner.Chunk));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, LogPruner.Chunk + 11, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_have_a_rule_for_single_rooms_and_one_for_private_conversations()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        Fill(Cats, TimeSpan.FromDays(9), 3);
        Fill(Sample.AliceAndBob, TimeSpan.FromDays(9), 3);
        await StartAsync(new RetentionPolicy(
            new RetentionRule(TimeSpan.FromDays(7), null),
            new RetentionRule(null, 2),
            ImmutableDictionary<RoomId, RetentionRule>.Empty.Add(Cats, RetentionRule.KeepAll)));

        await CommitNextAsync(new Write.Prune(Sample.AliceAndBob, 2, LogPruner.Chunk));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_look_again_every_hour()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(7) - TimeSpan.FromMinutes(30), 3);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));
        await ExpectRestAsync();

        Time.Advance(LogPruner.Interval);
        await CommitAsync(await ExpectAgainAsync(LogPruner.Interval, Tidy() with { At = Sample.Now + LogPruner.Interval }));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
    }

    [Fact]
    public async Task Should_remove_no_message_where_all_are_kept_and_tidy_up_every_hour()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9999), 3);
        await StartAsync(RetentionPolicy.KeepAll);
        await ExpectRestAsync();

        await ExpectAgainAsync(LogPruner.Interval, Tidy());
    }

    [Fact]
    public async Task Should_remove_old_acts_until_none_is_left_before_it_looks_at_logs()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        _store.Put([.. Enumerable.Range(0, LogPruner.Chunk + 1).Select(i => new Write.Moderate(null, [], new Act(Sample.Now.AddDays(-31), null, "operator", "ban")))]);
        Start(Policy(new RetentionRule(TimeSpan.FromDays(7), null)) with { Acts = TimeSpan.FromDays(30) });

        await CommitNextAsync(Tidy(Sample.Now.AddDays(-30)));
        await CommitNextAsync(Tidy(Sample.Now.AddDays(-30)));
        Assert.Empty(await _store.ListActsAsync(null, null, 10, default));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
        await ExpectRestAsync();
    }

    [Fact]
    public async Task Should_tidy_up_later_when_the_writer_is_overloaded()
    {
        Start(RetentionPolicy.KeepAll);
        var submit = await _writer.ExpectMsgAsync<WriterProtocol.Submit>();
        _writer.Reply(new WriterProtocol.Overloaded(new WriterProtocol.Refusal(submit.Write, submit.Context)));

        await ExpectAgainAsync(LogPruner.Patience, Tidy());
    }

    [Fact]
    public async Task Should_begin_within_the_hour_where_the_options_no_longer_keep_everything()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        LiveOptions options = await StartAsync(RetentionPolicy.KeepAll);
        await ExpectRestAsync();
        options.Exchange(options.Current with { Retention = Policy(new RetentionRule(TimeSpan.FromDays(7), null)) });

        await CommitAsync(await ExpectAgainAsync(LogPruner.Interval, Tidy()));
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
    }

    [Fact]
    public async Task Should_tell_the_relays_where_a_log_begins_now_even_if_another_has_removed_it()
    {
        Fill(Cats, TimeSpan.FromDays(1), 3);
        _store.Put(new Write.Prune(Cats, 2, 10));
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));

        Assert.Equal(new RelayProtocol.Pruned(Cats, 2), await _relays.ExpectMsgAsync<RelayProtocol.Pruned>());
        await CommitNextAsync(new Write.Prune(Sample.Lobby, 4, LogPruner.Chunk));
        Assert.Equal(new RelayProtocol.Pruned(Sample.Lobby, 4), await _relays.ExpectMsgAsync<RelayProtocol.Pruned>());
    }

    [Fact]
    public async Task Should_let_others_pass_when_the_writer_is_overloaded()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));
        var submit = await _writer.ExpectMsgAsync<WriterProtocol.Submit>();
        _writer.Reply(new WriterProtocol.Overloaded(new WriterProtocol.Refusal(submit.Write, submit.Context)));

        await ExpectAgainAsync(LogPruner.Patience, submit.Write);
    }

    [Fact]
    public async Task Should_give_up_until_the_next_hour_when_the_storage_fails()
    {
        Fill(Sample.Lobby, TimeSpan.FromDays(9), 3);
        await StartAsync(Policy(new RetentionRule(TimeSpan.FromDays(7), null)));
        var submit = await _writer.ExpectMsgAsync<WriterProtocol.Submit>();
        TestProbe log = Logged();
        _writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Contains("the next try is in an hour", (await log.ExpectMsgAsync<Warning>()).Message.ToString(), StringComparison.Ordinal);

        await ExpectAgainAsync(LogPruner.Interval, Tidy());
    }

    private static RetentionPolicy Policy(RetentionRule rule) => RetentionPolicy.KeepAll with { Default = rule };

    private LiveOptions Start(RetentionPolicy policy)
    {
        LiveOptions options = Options with { Retention = policy };
        Sys.ActorOf(LogPruner.Props(_store, _writer, _relays, options, Time));
        return options;
    }

    /// <summary>Starts it and does the first write, which is none of a log.</summary>
    private async Task<LiveOptions> StartAsync(RetentionPolicy policy)
    {
        LiveOptions options = Start(policy);
        await CommitNextAsync(Tidy());
        return options;
    }

    private static Write.DeleteEnded Tidy(DateTimeOffset? actsBefore = null) => new(Sample.Now, actsBefore, LogPruner.Chunk);

    private void Fill(RoomId room, TimeSpan age, int count) => _store.Put(
        [.. Enumerable.Range(1, count).Select(i => Sample.Append(room, Sample.Alice, $"{age} {i}") with { At = Sample.Now - age })]);

    /// <summary>Does the next write, which must be this one.</summary>
    private async Task CommitNextAsync(Write expected)
    {
        var submit = await _writer.ExpectMsgAsync<WriterProtocol.Submit>();
        Assert.Equal((expected, false), (submit.Write, submit.Urgent));
        await CommitAsync(submit);
    }

    private async Task CommitAsync(WriterProtocol.Submit submit)
    {
        WriteResult result = Assert.Single(await _store.Inner.CommitAsync([submit.Write], default));
        _writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, result)]));
    }

    /// <summary>The next write comes when that time has passed. The pruner may have yet to set its timer.</summary>
    private async Task<WriterProtocol.Submit> ExpectAgainAsync(TimeSpan after, Write expected)
    {
        WriterProtocol.Submit? submit = null;
        await AwaitAssertAsync(async () =>
        {
            Scheduler.Advance(after);
            submit = await _writer.ExpectMsgAsync<WriterProtocol.Submit>(TimeSpan.FromMilliseconds(100));
        });
        Assert.Equal(expected, submit!.Write);
        return submit;
    }

    /// <summary>Nothing more is due.</summary>
    private async Task ExpectRestAsync() => await _writer.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
}
