using System.Net;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Measure;
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
    public static Crowd Create(int count, Func<int, Member> create, Faults faults)
    {
        SocketTrouble.Prepare();
        return new Crowd([.. Enumerable.Range(0, count).Select(create)], faults);
    }

    /// <summary>How many come or go at once where nothing else is asked for.</summary>
    public int AtOnce => Members.Count == 0 ? 1 : Members[0].Protocol.AtOnce;

    /// <summary>Messages that all members together have received.</summary>
    public long Deliveries => Members.Sum(m => m.Messages);

    /// <summary>Bytes that all members together have received.</summary>
    public long ReceivedBytes => Members.Sum(m => m.ReceivedBytes);

    /// <summary>From the attempt to connect to the welcome, of all members.</summary>
    public LatencyHistogram HelloTimes
    {
        get
        {
            var times = new LatencyHistogram();
            foreach (Member member in Members)
            {
                times.Record(member.HelloTime);
            }

            return times;
        }
    }

    /// <summary>Connects everyone and says hello.</summary>
    /// <exception cref="BenchException">The system or the server did not let everyone in.</exception>
    public Task ConnectAsync(EndPoint server, CancellationToken cancel) => ConnectAsync(server, (member, stop) => member.HelloAsync(server, stop), AtOnce, cancel);

    /// <summary>Connects everyone in a way of the caller's.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="hello">Connects one.</param>
    /// <param name="atOnce">How many at a time.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="BenchException">The system or the server did not let everyone in.</exception>
    public async Task ConnectAsync(EndPoint server, Func<Member, CancellationToken, Task> hello, int atOnce, CancellationToken cancel)
    {
        try
        {
            for (int i = 0; i < Members.Count; i++)
            {
                if (LoopbackSources.For(server, i) is { } source)
                {
                    Members[i].ConnectFrom(source);
                }
            }

            await EachAsync(hello, atOnce, cancel).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw SocketTrouble.Explain(e, Members.Count);
        }
    }

    /// <summary>Brings everyone into the room.</summary>
    public Task JoinAsync(CancellationToken cancel) => EachAsync((member, stop) => member.JoinAsync(stop), AtOnce, cancel);

    /// <summary>The same users on new connections, which are not connected yet.</summary>
    public Crowd Successors() => Create(Members.Count, i => Members[i].Successor(), faults);

    /// <summary>Cuts all connections at once, as a broken network would.</summary>
    public void Sever()
    {
        foreach (Member member in Members)
        {
            member.Sever();
        }
    }

    /// <summary>Lets everyone leave for good.</summary>
    public Task QuitAsync(CancellationToken cancel)
    {
        faults.Ignore();
        return EachAsync((member, stop) => member.QuitAsync(stop), AtOnce, cancel);
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

    private Task EachAsync(Func<Member, CancellationToken, Task> step, int atOnce, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel };
        return faults.GuardAsync(Parallel.ForEachAsync(Members, options, async (member, stop) => await step(member, stop).ConfigureAwait(false)));
    }
}
