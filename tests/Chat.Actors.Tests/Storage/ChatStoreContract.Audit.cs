using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

/// <content>Reports, the audit log, what is removed of both, and finding a message by its key.</content>
public abstract partial class ChatStoreContract
{
    [Fact]
    public async Task Should_keep_every_part_of_an_act_and_say_of_which_room_it_is()
    {
        var bare = new Act(Sample.Now.AddMilliseconds(1), null, "operator", "admin");

        await CommitAsync(Moderate(new ModerationChange.PutSanction(BobsBan)), new Write.Moderate(null, [], bare));

        IReadOnlyList<StoredAct> acts = await Store.ListActsAsync(null, null, 10, default);
        Assert.Equal([(null, bare), ("Lobby", Banned)], acts.Select(a => (a.Room, a.Act)));
        Assert.True(acts[0].No > acts[1].No);
    }

    [Fact]
    public async Task Should_page_acts_newest_first_for_a_room_and_for_the_server()
    {
        RoomId cats = RoomId.OfName("cats");
        await CommitAsync(new Write.CreateRoom(cats, "cats", "cats", []));
        await CommitAsync([.. Enumerable.Range(0, 9).Select(i => new Write.Moderate(
            i % 3 == 0 ? null : i % 3 == 1 ? Sample.Lobby : cats, [], Banned with { Name = $"act {i}" }))]);

        Assert.Equal(Enumerable.Range(0, 9).Reverse().Select(i => $"act {i}"), await PagedActsAsync(null, 2));
        Assert.Equal(["act 7", "act 4", "act 1"], await PagedActsAsync(Sample.Lobby, 2));
        Assert.Equal(["act 8", "act 5", "act 2"], await PagedActsAsync(cats, 5));
        Assert.Empty(await PagedActsAsync(RoomId.OfName("nowhere"), 5));
    }

    [Fact]
    public async Task Should_add_no_line_for_what_is_no_act()
    {
        await CommitAsync(new Write.Moderate(Sample.Lobby, [new ModerationChange.AddMember(Sample.Bob.User, "member"), new ModerationChange.DropInvitation(Sample.Bob.User)], null));

        Assert.Empty(await Store.ListActsAsync(null, null, 10, default));
    }

    [Fact]
    public async Task Should_number_reports_and_list_the_open_ones_of_a_room_oldest_first()
    {
        RoomId cats = RoomId.OfName("cats");
        await CommitAsync(new Write.CreateRoom(cats, "cats", "cats", []), Append("k1", "rude"), Append("k2") with { Room = cats });

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Report(1, "first"),
            new Write.Moderate(cats, [new ModerationChange.PutReport(1, Sample.Bob.User, "bob", "of cats", Sample.Now)], null),
            Append("k3", "of this batch"),
            Report(2, "second"),
            Report(1, "third"));
        long[] ids = [.. results.OfType<WriteResult.Numbered>().Select(r => r.No)];

        Assert.Equal(4, ids.Length);
        Assert.Equal(ids.Distinct().Order(), ids);
        IReadOnlyList<StoredReport> open = await Store.ListReportsAsync(Sample.Lobby, 0, 10, default);
        Assert.Equal(new StoredReport(ids[0], 1, "alice", "rude", "bob", "first", Sample.Now, Sample.Lobby, "Lobby"), open[0]);
        Assert.Equal([(ids[0], "rude"), (ids[2], "of this batch"), (ids[3], "rude")], open.Select(r => (r.Id, r.Text)));
        Assert.Equal(ids[2..3], (await Store.ListReportsAsync(Sample.Lobby, ids[0], 1, default)).Select(r => r.Id));
        Assert.Empty(await Store.ListReportsAsync(RoomId.OfName("nowhere"), 0, 10, default));
    }

    [Fact]
    public async Task Should_list_the_open_reports_of_all_rooms_oldest_first()
    {
        RoomId cats = RoomId.OfName("cats");
        await CommitAsync(new Write.CreateRoom(cats, "Cats", "cats", []), Append("k1"), Append("k2") with { Room = cats });
        IReadOnlyList<WriteResult> results = await CommitAsync(
            Report(1, "first"),
            new Write.Moderate(cats, [new ModerationChange.PutReport(1, Sample.Bob.User, "bob", "of cats", Sample.Now)], null),
            Report(1, "closed"),
            Report(1, "last"));
        long[] ids = [.. results.OfType<WriteResult.Numbered>().Select(r => r.No)];
        await CommitAsync(Moderate(new ModerationChange.CloseReport(ids[2], "alice", Sample.Now)));

        Assert.Equal(
            [(ids[0], Sample.Lobby, "Lobby", "first"), (ids[1], cats, "Cats", "of cats"), (ids[3], Sample.Lobby, "Lobby", "last")],
            (await Store.ListReportsAsync(null, 0, 10, default)).Select(r => (r.Id, r.Room, r.RoomName, r.Reason)));
        Assert.Equal([ids[1]], (await Store.ListReportsAsync(null, ids[0], 1, default)).Select(r => r.Id));
    }

    [Fact]
    public async Task Should_miss_a_report_of_a_message_that_is_not_in_the_log()
    {
        await CommitAsync(Append("k1"), Append("k2"));
        await CommitAsync(Prune(2));

        Assert.Equal([WriteResult.Missing.Instance, WriteResult.Missing.Instance], await CommitAsync(Report(1, "gone"), Report(3, "not yet")));
        Assert.Empty(await Store.ListActsAsync(null, null, 10, default));
    }

    [Fact]
    public async Task Should_keep_a_report_when_its_message_and_its_people_are_gone()
    {
        await CommitAsync(Append("k1", "rude"));
        await CommitAsync(Report(1, "look"));

        await CommitAsync(Prune(long.MaxValue), new Write.RetireUser(Sample.Alice.User, "alice~x"), new Write.RetireUser(Sample.Bob.User, "bob~x"));

        StoredReport report = Assert.Single(await Store.ListReportsAsync(Sample.Lobby, 0, 10, default));
        Assert.Equal((1L, "alice", null, "bob"), (report.Seq, report.From, report.Text, report.By));
        Assert.Single(await Store.ListActsAsync(Sample.Lobby, null, 10, default));
    }

    [Fact]
    public async Task Should_close_a_report_once_and_only_in_its_room()
    {
        RoomId cats = RoomId.OfName("cats");
        await CommitAsync(new Write.CreateRoom(cats, "cats", "cats", []), Append("k1"));
        long id = Assert.IsType<WriteResult.Numbered>(Assert.Single(await CommitAsync(Report(1, "look")))).No;
        var close = new ModerationChange.CloseReport(id, "alice", Sample.Now);

        IReadOnlyList<WriteResult> results = await CommitAsync(new Write.Moderate(cats, [close], null), Moderate(close), Moderate(close));

        Assert.Equal([WriteResult.Missing.Instance, WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Empty(await Store.ListReportsAsync(Sample.Lobby, 0, 10, default));
    }

    [Fact]
    public async Task Should_remove_sanctions_and_invitations_that_have_ended_and_show_them_until_then()
    {
        Sanction later = BobsBan with { Kind = SanctionKind.Mute, Until = BobsBan.Until!.Value.AddMilliseconds(1) };
        Sanction endless = BobsBan with { Target = new SanctionTarget(TargetKind.Pattern, "b*"), Until = null };
        await CommitAsync(
            Moderate(new ModerationChange.PutSanction(BobsBan), new ModerationChange.PutSanction(later), new ModerationChange.PutSanction(endless)),
            Moderate(Invite(Sample.Bob, days: 0), Invite(Sample.Carol, days: 1)),
            new Write.Moderate(null, [new ModerationChange.PutSanction(BobsBan), new ModerationChange.PutSanction(endless)], null));

        await CommitAsync(new Write.DeleteEnded(BobsBan.Until!.Value.AddMilliseconds(-1), null, 10));
        Assert.Equal(3, (await ModerationAsync()).Sanctions.Count);
        await CommitAsync(new Write.DeleteEnded(BobsBan.Until!.Value, null, 10));

        RoomModeration moderation = await ModerationAsync();
        Assert.Equal(Sorted([later, endless]), Sorted(moderation.Sanctions));
        Assert.Equal([Sample.Carol.User], moderation.Invitations.Select(i => i.User));
        Assert.Equal([endless], await Store.LoadServerSanctionsAsync(default));
        Assert.Equal(2, (await Store.ListActsAsync(null, null, 10, default)).Count);
    }

    [Fact]
    public async Task Should_remove_old_acts_a_few_at_a_time_and_never_give_a_number_again()
    {
        await CommitAsync([.. Enumerable.Range(0, 5).Select(i => new Write.Moderate(null, [], Banned with { At = Sample.Now.AddDays(i), Name = $"act {i}" }))]);
        long last = (await Store.ListActsAsync(null, null, 1, default))[0].No;

        Assert.Equal([new WriteResult.Removed(0), new WriteResult.Removed(2)], await CommitAsync(Ended(null), Ended(Sample.Now.AddDays(3))));
        Assert.Equal(["act 4", "act 3", "act 2"], await PagedActsAsync(null, 9));
        Assert.Equal([new WriteResult.Removed(1), new WriteResult.Removed(0)], await CommitAsync(Ended(Sample.Now.AddDays(3)), Ended(Sample.Now.AddDays(3))));
        Assert.Equal(["act 4", "act 3"], await PagedActsAsync(null, 9));

        await CommitAsync(Ended(Sample.Now.AddDays(9)), new Write.Moderate(null, [], Banned));
        Assert.True(Assert.Single(await Store.ListActsAsync(null, null, 9, default)).No > last);

        static Write.DeleteEnded Ended(DateTimeOffset? actsBefore) => new(Sample.Now, actsBefore, 2);
    }

    [Fact]
    public async Task Should_remove_reports_that_were_closed_long_ago_and_no_open_ones()
    {
        await CommitAsync(Append("k1"));
        long[] ids = [.. (await CommitAsync(Report(1, "closed"), Report(1, "open"))).Cast<WriteResult.Numbered>().Select(r => r.No)];
        await CommitAsync(new Write.Moderate(Sample.Lobby, [new ModerationChange.CloseReport(ids[0], "alice", Sample.Now)], null));

        await CommitAsync(new Write.DeleteEnded(Sample.Now.AddDays(1), Sample.Now.AddDays(1), 10));

        Assert.Equal(ids[1..], (await Store.ListReportsAsync(Sample.Lobby, 0, 10, default)).Select(r => r.Id));
        Assert.True(Assert.IsType<WriteResult.Numbered>(Assert.Single(await CommitAsync(Report(1, "new")))).No > ids[1]);
    }

    [Fact]
    public async Task Should_find_a_message_by_its_key_in_its_place_among_the_writes()
    {
        await CommitAsync(Append("old"));

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Find("old"),
            Find("new"),
            Append("new") with { At = Sample.Now.AddHours(1) },
            Find("new"),
            Append("new"),
            Prune(2),
            Find("old"),
            Find("new") with { Author = Sample.Bob.User },
            Find("new") with { Room = RoomId.OfName("nowhere") },
            Find("later"));

        Assert.Equal(
            [
                new WriteResult.Appended(1, Sample.Now, true),
                WriteResult.Missing.Instance,
                new WriteResult.Appended(2, Sample.Now.AddHours(1), false),
                new WriteResult.Appended(2, Sample.Now.AddHours(1), true),
                new WriteResult.Appended(2, Sample.Now.AddHours(1), true),
                new WriteResult.Pruned(2, 1),
                WriteResult.Missing.Instance,
                WriteResult.Missing.Instance,
                WriteResult.Missing.Instance,
                WriteResult.Missing.Instance,
            ],
            results);
        Assert.Equal([new WriteResult.Appended(2, Sample.Now.AddHours(1), true)], await CommitAsync(Find("new")));
        Assert.Equal(["new"], (await ReadAsync(null, null, null, 10)).Messages.Select(m => m.Key));
    }

    private static Write.Moderate Report(long seq, string reason) =>
        new(Sample.Lobby, [new ModerationChange.PutReport(seq, Sample.Bob.User, "bob", reason, Sample.Now)], Banned with { Name = "report" });

    private static Write.FindMessage Find(string key) => new(Sample.Lobby, Sample.Alice.User, key);

    private async Task<List<string>> PagedActsAsync(RoomId? room, int limit)
    {
        var names = new List<string>();
        long? before = null;
        while (await Store.ListActsAsync(room, before, limit, default) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= limit);
            names.AddRange(page.Select(a => a.Act.Name));
            before = page[^1].No;
        }

        return names;
    }
}
