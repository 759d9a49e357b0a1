using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>Every posting of a run, by the ways in which one looks for it.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<(int User, int Number), Posting> _byNumber = [];
    private readonly Dictionary<ulong, Posting> _byText = [];
    private readonly Dictionary<(int User, int Room, ulong Key), Posting> _byKey = [];

    private Ledger()
    {
    }

    public IEnumerable<Posting> Postings => _byNumber.Values;

    /// <summary>Puts asks and answers together. Acknowledgements that contradict one another are found here.</summary>
    public static Ledger Of(RunHistory history, Findings findings)
    {
        var ledger = new Ledger();
        for (int client = 0; client < history.Clients.Count; client++)
        {
            ClientTrack track = history.Clients[client];
            foreach (Ask ask in track.Asks)
            {
                ledger.Add(new Posting(client, track.Client.User, ask.Number, ask.Room, ask.Key, ask.Text, ask.At));
            }
        }

        foreach (ClientTrack track in history.Clients)
        {
            foreach (Answer answer in track.Answers)
            {
                if (ledger._byNumber.TryGetValue((track.Client.User, answer.Number), out Posting? posting))
                {
                    Take(posting, answer, findings);
                }
            }
        }

        return ledger;
    }

    /// <summary>The posting with this text; a text is sent once.</summary>
    public Posting? ByText(ulong text) => _byText.GetValueOrDefault(text);

    /// <summary>The posting with this key.</summary>
    public Posting? ByKey(int user, int room, ulong key) => _byKey.GetValueOrDefault((user, room, key));

    private void Add(Posting posting)
    {
        if (!_byNumber.TryAdd((posting.User, posting.Number), posting))
        {
            return;
        }

        _byText.TryAdd(posting.Text, posting);
        if (posting.Key != 0)
        {
            _byKey.TryAdd((posting.User, posting.Room, posting.Key), posting);
        }
    }

    private static void Take(Posting posting, Answer answer, Findings findings)
    {
        switch (answer.Kind)
        {
            case AnswerKind.Ok when posting.IsAcknowledged:
                posting.AcknowledgedAt = Math.Min(posting.AcknowledgedAt, answer.At);
                if (posting.Seq != answer.Seq || posting.Stamp != answer.Stamp)
                {
                    findings.Add(
                        ViolationKind.AnswerDiffers,
                        posting.Room,
                        posting.Seq,
                        $"message {posting.Number} of client {posting.Client} was acknowledged as {posting.Seq} at {posting.Stamp}, then as {answer.Seq} at {answer.Stamp}");
                }

                break;
            case AnswerKind.Ok:
                posting.Seq = answer.Seq;
                posting.Stamp = answer.Stamp;
                posting.AcknowledgedAt = answer.At;
                break;
            case AnswerKind.Refused:
                posting.HasRefusal = true;
                break;
            default:
                posting.HasUnknown = true;
                break;
        }
    }
}
