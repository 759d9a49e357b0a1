using Chat.Faults.Checking;
using Chat.Faults.History;
using Xunit;

namespace Chat.Faults.Tests.Checking;

/// <summary>Planted violations in logs and answers: each is found as what it is, and nothing else is.</summary>
public sealed class LogCheckSpecs
{
    private readonly EditedRun _run = Tale.Tell();

    [Fact]
    public void Should_find_nothing_in_the_tale_as_it_is() => Assert.Empty(_run.Check());

    [Fact]
    public void Should_find_an_acknowledged_message_that_is_not_in_the_log()
    {
        // The newest, so that no hole betrays it; nobody saw it either.
        _run.Logs[0].RemoveAt(Tale.Messages - 1);
        _run.Sights.ForEach(sights => sights.RemoveAll(s => s.Seq == Tale.Messages));
        _run.Sights[Tale.Sdk].Add(new Sight(SightKind.ViewEnd, 0, Tale.Messages - 1));

        Assert.Equal([Found(ViolationKind.AcknowledgedMissing)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_is_stored_twice()
    {
        Append(Tale.Entry(7, Tale.Wire, 3));

        Assert.Equal([Found(ViolationKind.StoredTwice)], _run.Check());
    }

    [Fact]
    public void Should_find_a_hole_in_the_seqs()
    {
        LogEntry last = _run.Logs[0][^1];
        _run.Logs[0][^1] = last with { Seq = 8 };

        Assert.Contains(ViolationKind.SeqHole, _run.Check());
    }

    [Fact]
    public void Should_find_a_seq_that_is_used_twice()
    {
        _run.Logs[0].Add(_run.Logs[0][^1]);

        Assert.Equal([Found(ViolationKind.StoredTwice), Found(ViolationKind.SeqHole)], _run.Check());
    }

    [Fact]
    public void Should_find_an_ok_with_another_seq_than_the_logs()
    {
        Answer answer = _run.Answers[Tale.Wire][0];
        _run.Answers[Tale.Wire][0] = answer with { Seq = 2 };

        Assert.Equal([Found(ViolationKind.AnswerDiffers)], _run.Check());
    }

    [Fact]
    public void Should_find_an_ok_with_another_time_than_the_logs()
    {
        Answer answer = _run.Answers[Tale.Wire][0];
        _run.Answers[Tale.Wire][0] = answer with { Stamp = answer.Stamp + 1 };

        Assert.Equal([Found(ViolationKind.AnswerDiffers)], _run.Check());
    }

    [Fact]
    public void Should_find_two_oks_for_one_key_that_differ()
    {
        _run.Answers[Tale.Wire].Add(_run.Answers[Tale.Wire][0] with { Seq = 5, At = 1000 });

        Assert.Equal([Found(ViolationKind.AnswerDiffers)], _run.Check());
    }

    [Fact]
    public void Should_take_a_second_ok_that_is_the_same()
    {
        _run.Answers[Tale.Wire].Add(_run.Answers[Tale.Wire][0] with { At = 1000 });

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_was_refused_and_is_stored()
    {
        _run.Answers[Tale.Wire][2] = _run.Answers[Tale.Wire][2] with { Kind = AnswerKind.Refused, Seq = 0, Stamp = 0 };

        Assert.Equal([Found(ViolationKind.RefusedYetStored)], _run.Check());
    }

    [Theory]
    [InlineData(AnswerKind.Unknown)]
    [InlineData(AnswerKind.Refused)]
    internal void Should_take_a_stored_message_of_which_one_attempt_is_unknown(AnswerKind second)
    {
        _run.Answers[Tale.Wire][2] = _run.Answers[Tale.Wire][2] with { Kind = AnswerKind.Unknown, Seq = 0, Stamp = 0 };
        _run.Answers[Tale.Wire].Add(_run.Answers[Tale.Wire][2] with { Kind = second });

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_find_a_text_that_is_not_what_its_author_sent()
    {
        Change(3, entry => entry with { Text = Fingerprint.Of("another") });

        Assert.Equal([Found(ViolationKind.ContentChanged)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_under_another_name()
    {
        Change(3, entry => entry with { Author = Tale.Sdk });

        Assert.Equal([Found(ViolationKind.ContentChanged)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_under_another_key()
    {
        Change(3, entry => entry with { Key = Fingerprint.Of("another") });

        Assert.Equal([Found(ViolationKind.ContentChanged)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_nobody_sent()
    {
        Append(Tale.Entry(7, Tale.Wire, 99));

        Assert.Equal([Found(ViolationKind.NeverSent)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_stands_before_one_acknowledged_earlier()
    {
        // Seq 2 was asked for only after seq 3 had been acknowledged.
        _run.Asks[Tale.Sdk][0] = _run.Asks[Tale.Sdk][0] with { At = 100 };
        _run.Answers[Tale.Sdk][0] = _run.Answers[Tale.Sdk][0] with { At = 105 };

        Assert.Equal([Found(ViolationKind.OrderReversed)], _run.Check());
    }

    [Fact]
    public void Should_find_the_librarys_messages_in_another_order_than_the_calls()
    {
        // Bob's first two calls were the other way round; both were asked for before either was acknowledged.
        List<Ask> asks = _run.Asks[Tale.Sdk];
        (asks[0], asks[1]) = (asks[0] with { Number = 2 }, asks[1] with { Number = 1 });
        List<Answer> answers = _run.Answers[Tale.Sdk];
        (answers[0], answers[1]) = (answers[0] with { Number = 2 }, answers[1] with { Number = 1 });

        Assert.Equal([Found(ViolationKind.SenderOrder)], _run.Check());
    }

    [Fact]
    public void Should_count_what_was_found_while_it_ran()
    {
        _run.Incidents.Add(new Incident(IncidentKind.ServerDied, "exit code 139"));

        Assert.Equal([Found(ViolationKind.Incident)], _run.Check());
    }

    [Fact]
    public void Should_say_nothing_of_logs_that_could_not_be_read_but_that()
    {
        _run.Logs[0].Clear();
        _run.Incidents.Add(new Incident(IncidentKind.LogsNotRead, "it did not start again"));

        Assert.Equal([Found(ViolationKind.Incident)], _run.Check());
    }

    [Fact]
    public void Should_count_all_and_keep_the_first_few()
    {
        _run.Incidents.AddRange(Enumerable.Repeat(new Incident(IncidentKind.Stuck, "again"), 20));
        Findings findings = DeliveryCheck.Run(_run.History());

        Assert.Equal(20, findings.Total);
        Assert.Equal(5, findings.First.Count());
    }

    private static KeyValuePair<ViolationKind, long> Found(ViolationKind kind) => new(kind, 1);

    // In the log and in everyone's eyes alike, so that nothing but the content is wrong.
    private void Change(int seq, Func<LogEntry, LogEntry> change)
    {
        LogEntry changed = change(_run.Logs[0][seq - 1]);
        _run.Logs[0][seq - 1] = changed;
        foreach (List<Sight> sights in _run.Sights)
        {
            for (int i = 0; i < sights.Count; i++)
            {
                sights[i] = sights[i].Seq == seq && sights[i].Kind is SightKind.Live or SightKind.View && sights[i].Seq == seq
                    ? sights[i] with { Print = changed.Print }
                    : sights[i];
            }
        }
    }

    private void Append(LogEntry entry)
    {
        _run.Logs[0].Add(entry);
        _run.Sights[Tale.Wire].Add(new Sight(SightKind.Live, 0, entry.Seq, entry.Print));
        List<Sight> sdk = _run.Sights[Tale.Sdk];
        sdk.RemoveAll(s => s.Kind == SightKind.ViewEnd);
        sdk.Add(new Sight(SightKind.Live, 0, entry.Seq, entry.Print));
        sdk.Add(new Sight(SightKind.View, 0, entry.Seq, entry.Print));
        sdk.Add(new Sight(SightKind.ViewEnd, 0, entry.Seq));
    }
}
