using Chat.Faults.Checking;
using Chat.Faults.History;

namespace Chat.Faults.Tests.Checking;

/// <summary>A history taken apart into lists that a spec may change.</summary>
internal sealed class EditedRun(RunHistory origin)
{
    public List<List<Ask>> Asks { get; } = [.. origin.Clients.Select(c => c.Asks.ToList())];

    public List<List<Answer>> Answers { get; } = [.. origin.Clients.Select(c => c.Answers.ToList())];

    public List<List<Sight>> Sights { get; } = [.. origin.Clients.Select(c => c.Sights.ToList())];

    public List<List<LogEntry>> Logs { get; } = [.. origin.Logs.Select(log => log.ToList())];

    public List<Incident> Incidents { get; } = [.. origin.Incidents];

    public RunHistory History()
    {
        var history = new RunHistory(origin.Seed, origin.Users, origin.Rooms);
        for (int client = 0; client < origin.Clients.Count; client++)
        {
            ClientTrack track = history.AddClient(origin.Clients[client].Client.Kind, origin.Clients[client].Client.User);
            Asks[client].ForEach(track.Add);
            Answers[client].ForEach(track.Add);
            Sights[client].ForEach(track.Add);
        }

        for (int room = 0; room < Logs.Count; room++)
        {
            Logs[room].ForEach(history.Logs[room].Add);
        }

        Incidents.ForEach(incident => history.Add(incident.Kind, incident.Text));
        return history;
    }

    /// <summary>What the check finds, by kind, with how often.</summary>
    public IReadOnlyDictionary<ViolationKind, long> Check() => DeliveryCheck.Run(History()).Counts;
}
