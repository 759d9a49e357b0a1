using Chat.Faults.History;

namespace Chat.Faults.Tests.Checking;

/// <summary>
/// A short run in one room, told by hand: a client of its own frames (0) and one on the library (1) post three messages each, in turn; both see all six.
/// </summary>
internal static class Tale
{
    public const int Wire = 0;
    public const int Sdk = 1;
    public const int Messages = 6;

    public static EditedRun Tell()
    {
        var history = new RunHistory(1, ["ann", "bob"], ["tea"]);
        history.AddClient(ClientKind.Wire, Wire);
        history.AddClient(ClientKind.Sdk, Sdk);
        foreach (ClientTrack track in history.Clients)
        {
            track.Add(new Sight(SightKind.Joined, 0, 0));
        }

        for (int seq = 1; seq <= Messages; seq++)
        {
            int user = (seq - 1) % 2;
            int number = (seq + 1) / 2;
            LogEntry entry = Entry(seq, user, number);
            history.Logs[0].Add(entry);
            history.Clients[user].Add(new Ask(number, 0, entry.Key, entry.Text, seq * 10));
            history.Clients[user].Add(new Answer(number, AnswerKind.Ok, seq, entry.Stamp, (seq * 10) + 5));
            foreach (ClientTrack track in history.Clients)
            {
                track.Add(new Sight(SightKind.Live, 0, seq, entry.Print));
            }
        }

        foreach (LogEntry entry in history.Logs[0])
        {
            history.Clients[Sdk].Add(new Sight(SightKind.View, 0, entry.Seq, entry.Print));
        }

        history.Clients[Sdk].Add(new Sight(SightKind.ViewEnd, 0, Messages));
        return new EditedRun(history);
    }

    /// <summary>The message that a user posted under a number, at a seq.</summary>
    public static LogEntry Entry(long seq, int user, int number) =>
        new(seq, 1000 + seq, user, Fingerprint.Of($"key {user}/{number}"), Fingerprint.Of($"{user}#{number}"));

    /// <summary>The index of the sight of a message.</summary>
    public static int Seen(this EditedRun run, int client, long seq) => run.Sights[client].FindIndex(s => s.Kind is SightKind.Live or SightKind.Page && s.Seq == seq);
}
