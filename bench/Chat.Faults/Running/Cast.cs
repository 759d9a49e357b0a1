using Chat.Faults.History;
using Chat.Faults.Workload;

namespace Chat.Faults.Running;

/// <summary>All clients of a run.</summary>
internal sealed class Cast : IAsyncDisposable
{
    private const int Told = 5;
    private const int RegisteredOneIn = 8;
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(90);

    /// <summary>The same where something went wrong that may keep a client from getting there.</summary>
    private static readonly TimeSpan HopelessTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly World _world;
    private readonly IReadOnlyList<IParticipant> _participants;

    /// <summary>
    /// Every other user has a client of its own frames, one in eight is registered and has two of them; the others have one on the library. Each is in a few rooms.
    /// </summary>
    public Cast(World world, RunOptions options)
    {
        _world = world;
        _participants = [.. Enumerable.Range(0, options.Users).SelectMany(user => Make(user, RoomsOf(user, options)))];
    }

    /// <summary>Names of the users of a run.</summary>
    public static IReadOnlyList<string> Users(int count) => [.. Enumerable.Range(1, count).Select(i => $"user{i}")];

    /// <summary>Names of the rooms of a run.</summary>
    public static IReadOnlyList<string> Rooms(int count) => [.. Enumerable.Range(1, count).Select(i => $"room{i}")];

    public async Task EnterAsync(CancellationToken cancel)
    {
        foreach (IParticipant participant in _participants)
        {
            await participant.EnterAsync(cancel).ConfigureAwait(false);
        }
    }

    public void Talk()
    {
        foreach (IParticipant participant in _participants)
        {
            participant.Talk();
        }
    }

    /// <summary>Waits until every message has an end and has come to everyone, and notes who does not get there.</summary>
    /// <param name="mend">Sees to it that a server runs.</param>
    public async Task SettleAsync(Func<Task> mend)
    {
        _world.StopProducing();
        bool isHopeless = _world.History.IncidentCount > 0;
        using var timeout = new CancellationTokenSource(isHopeless ? HopelessTimeout : SettleTimeout);
        while (_participants.Any(p => p.Unfinished() is not null) || _world.Gauge.Silence < Quiet)
        {
            if (timeout.IsCancellationRequested)
            {
                Complain();
                return;
            }

            await mend().ConfigureAwait(false);
            await Task.Delay(Poll).ConfigureAwait(false);
        }
    }

    public void NoteViews()
    {
        foreach (IParticipant participant in _participants)
        {
            participant.NoteView();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IParticipant participant in _participants)
        {
            await participant.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static int[] RoomsOf(int user, RunOptions options)
    {
        int count = Math.Min(options.RoomsPerUser, options.Rooms);
        return [.. Enumerable.Range(0, count).Select(i => (user + (i * options.Rooms / count)) % options.Rooms).Distinct()];
    }

    private IReadOnlyList<IParticipant> Make(int user, int[] rooms) => (user % RegisteredOneIn, user % 2) switch
    {
        (0, _) => WireParticipant.Pair(_world, user, rooms),
        (_, 0) => [new WireParticipant(_world, user, rooms)],
        _ => [new SdkParticipant(_world, user, rooms)],
    };

    private void Complain()
    {
        string[] late = [.. _participants.Select(p => (p.Name, Left: p.Unfinished())).Where(p => p.Left is not null).Select(p => $"{p.Name}: {p.Left}")];
        foreach (string problem in late.Take(Told))
        {
            _world.History.Add(IncidentKind.Stuck, $"although everything was healed, {problem}");
        }

        if (late.Length > Told)
        {
            _world.History.Add(IncidentKind.Stuck, $"and so {late.Length - Told} others");
        }
    }
}
