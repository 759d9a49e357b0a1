using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Net;

namespace Chat.Bench.Scenarios;

/// <summary>All clients of a run.</summary>
internal sealed class Crowd(IReadOnlyList<Member> members, Faults faults) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public IReadOnlyList<Member> Members { get; } = members;

    /// <summary>Makes so many members; they are not connected yet.</summary>
    /// <param name="count">How many.</param>
    /// <param name="create">Makes one, by its index.</param>
    /// <param name="faults">Where they report what goes wrong.</param>
    /// <exception cref="BenchException">The system does not give so many sockets.</exception>
    public static Crowd Create(int count, Func<int, Member> create, Faults faults)
    {
        SocketTrouble.Prepare();
        var members = new List<Member>(count);
        try
        {
            for (int i = 0; i < count; i++)
            {
                members.Add(create(i));
            }

            return new Crowd(members, faults);
        }
        catch (SocketException e)
        {
            members.ForEach(member => member.Dispose());
            throw SocketTrouble.Explain(e, count);
        }
    }

    /// <summary>Messages that all members together have received.</summary>
    public long Deliveries => Members.Sum(m => m.Messages);

    /// <summary>Bytes that all members together have received.</summary>
    public long ReceivedBytes => Members.Sum(m => m.ReceivedBytes);

    /// <summary>Connects everyone and says hello.</summary>
    /// <exception cref="BenchException">The system or the server did not let everyone in.</exception>
    public async Task ConnectAsync(EndPoint server, CancellationToken cancel)
    {
        try
        {
            await EachAsync(Members, (member, stop) => member.HelloAsync(server, stop), cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw SocketTrouble.Explain(e, Members.Count);
        }
    }

    /// <summary>Brings everyone into the room.</summary>
    public Task JoinAsync(CancellationToken cancel) => EachAsync(Members, (member, stop) => member.JoinAsync(stop), cancel);

    /// <summary>Lets everyone leave for good.</summary>
    public Task QuitAsync(CancellationToken cancel)
    {
        faults.Ignore();
        return EachAsync(Members, (member, stop) => member.QuitAsync(stop), cancel);
    }

    /// <summary>Waits until nobody has received anything for a time.</summary>
    public async Task WaitForSilenceAsync(TimeSpan silence, CancellationToken cancel)
    {
        long before = -1;
        var quiet = TimeSpan.Zero;
        while (quiet < silence)
        {
            long now = ReceivedBytes;
            quiet = now == before ? quiet + Glance : TimeSpan.Zero;
            before = now;
            await faults.GuardAsync(Task.Delay(Glance, cancel)).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        faults.Ignore();
        foreach (Member member in Members)
        {
            member.Dispose();
        }
    }

    private Task EachAsync(IReadOnlyList<Member> members, Func<Member, CancellationToken, Task> step, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = members.Count == 0 ? 1 : members[0].Protocol.AtOnce, CancellationToken = cancel };
        return faults.GuardAsync(Parallel.ForEachAsync(members, options, async (member, stop) => await step(member, stop).ConfigureAwait(false)));
    }
}
