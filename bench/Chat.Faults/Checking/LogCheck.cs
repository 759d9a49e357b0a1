using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>The logs against what was sent and what was told: nothing lost, nothing twice, nothing refused yet stored, no hole.</summary>
internal static class LogCheck
{
    public static void Run(RunHistory history, Ledger ledger, Findings findings)
    {
        for (int room = 0; room < history.Logs.Count; room++)
        {
            long last = 0;
            foreach (LogEntry entry in history.Logs[room])
            {
                if (entry.Seq != last + 1)
                {
                    findings.Add(ViolationKind.SeqHole, room, entry.Seq, $"follows {last} in the log");
                }

                last = entry.Seq;
                CheckEntry(room, entry, ledger, findings);
            }
        }

        foreach (Posting posting in ledger.Postings)
        {
            CheckPosting(posting, findings);
        }
    }

    private static void CheckEntry(int room, LogEntry entry, Ledger ledger, Findings findings)
    {
        if (ledger.ByText(entry.Text) is not { } posting)
        {
            if (ledger.ByKey(entry.Author, room, entry.Key) is { } changed)
            {
                findings.Add(ViolationKind.ContentChanged, room, entry.Seq, $"the text is not that of message {changed.Number} of client {changed.Client}, whose key it has");
                changed.LogSeq = entry.Seq;
            }
            else
            {
                findings.Add(ViolationKind.NeverSent, room, entry.Seq, "nobody sent this text");
            }

            return;
        }

        if (posting.Room != room || posting.User != entry.Author || (posting.Key != 0 && posting.Key != entry.Key))
        {
            findings.Add(ViolationKind.ContentChanged, room, entry.Seq, $"room, author or key are not those of message {posting.Number} of client {posting.Client}, whose text it has");
        }

        if (posting.LogSeq != 0)
        {
            findings.Add(ViolationKind.StoredTwice, room, entry.Seq, $"message {posting.Number} of client {posting.Client} stands already at {posting.LogSeq}");
            return;
        }

        posting.LogSeq = entry.Seq;
        if (posting.IsAcknowledged && (posting.Seq != entry.Seq || posting.Stamp != entry.Stamp))
        {
            findings.Add(
                ViolationKind.AnswerDiffers,
                room,
                entry.Seq,
                $"message {posting.Number} of client {posting.Client} was acknowledged as {posting.Seq} at {posting.Stamp}; the log has it at {entry.Stamp}");
        }
    }

    private static void CheckPosting(Posting posting, Findings findings)
    {
        if (posting.IsAcknowledged && posting.LogSeq == 0)
        {
            findings.Add(
                ViolationKind.AcknowledgedMissing, posting.Room, posting.Seq, $"message {posting.Number} of client {posting.Client} was acknowledged so and is not in the log");
        }

        if (posting is { IsAcknowledged: false, HasUnknown: false, HasRefusal: true, LogSeq: not 0 })
        {
            findings.Add(
                ViolationKind.RefusedYetStored, posting.Room, posting.LogSeq, $"every attempt of message {posting.Number} of client {posting.Client} was refused");
        }
    }
}
