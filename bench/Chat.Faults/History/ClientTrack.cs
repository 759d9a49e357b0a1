namespace Chat.Faults.History;

/// <summary>What one client asked, was told and saw. Safe for use from any thread; each list keeps the order of the calls.</summary>
internal sealed class ClientTrack(ClientInfo client)
{
    private readonly Lock _gate = new();

    public ClientInfo Client { get; } = client;

    public ChunkedList<Ask> Asks { get; } = [];

    public ChunkedList<Answer> Answers { get; } = [];

    public ChunkedList<Sight> Sights { get; } = [];

    public void Add(Ask ask)
    {
        lock (_gate)
        {
            Asks.Add(ask);
        }
    }

    public void Add(Answer answer)
    {
        lock (_gate)
        {
            Answers.Add(answer);
        }
    }

    public void Add(Sight sight)
    {
        lock (_gate)
        {
            Sights.Add(sight);
        }
    }
}
