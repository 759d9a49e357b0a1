using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>The logs' order against time and against the senders' calls.</summary>
internal static class OrderCheck
{
    public static void Run(RunHistory history, Ledger ledger, Findings findings)
    {
        for (int room = 0; room < history.Logs.Count; room++)
        {
            CheckTime(history.Logs[room], room, ledger, findings);
            CheckSenders(history, room, ledger, findings);
        }
    }

    // From the newest down: what was acknowledged before a message was asked for must not stand after it.
    private static void CheckTime(ChunkedList<LogEntry> log, int room, Ledger ledger, Findings findings)
    {
        Posting? earliest = null;
        for (int i = log.Count - 1; i >= 0; i--)
        {
            if (ledger.ByText(log[i].Text) is not { } posting || posting.LogSeq != log[i].Seq)
            {
                continue;
            }

            if (earliest is not null && earliest.AcknowledgedAt < posting.AskedAt)
            {
                findings.Add(
                    ViolationKind.OrderReversed,
                    room,
                    log[i].Seq,
                    $"was asked for at {posting.AskedAt} µs, after seq {earliest.LogSeq} had been acknowledged at {earliest.AcknowledgedAt} µs");
            }

            if (posting.AcknowledgedAt < (earliest?.AcknowledgedAt ?? long.MaxValue))
            {
                earliest = posting;
            }
        }
    }

    private static void CheckSenders(RunHistory history, int room, Ledger ledger, Findings findings)
    {
        var last = new Dictionary<int, int>();
        foreach (LogEntry entry in history.Logs[room])
        {
            if (ledger.ByText(entry.Text) is not { } posting || posting.LogSeq != entry.Seq || history.Clients[posting.Client].Client.Kind != ClientKind.Sdk)
            {
                continue;
            }

            if (last.TryGetValue(posting.Client, out int before) && posting.Number < before)
            {
                findings.Add(ViolationKind.SenderOrder, posting.Client, room, entry.Seq, $"called for message {posting.Number} before {before}, which stands before it");
            }

            last[posting.Client] = posting.Number;
        }
    }
}
