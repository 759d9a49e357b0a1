using Chat.Faults.Proxy;

namespace Chat.Faults.Faults;

/// <summary>Connections get slow, one-way or silent for a while. Then what was held back goes on, or the connection is cut.</summary>
/// <param name="name">For the table.</param>
/// <param name="disturb">Begins it.</param>
/// <param name="mostSeconds">How long it holds at most.</param>
internal sealed class FlowFault(string name, Action<ProxiedConnection> disturb, double mostSeconds) : IFault
{
    private const double MostShare = 0.25;
    private const int CutOneIn = 2;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<FlowFault> All { get; } =
    [
        new("half-open", c => { c.ToServer.Stall(); c.ToClient.Stall(); }, 6),
        new("one-way: to the server stalled", c => c.ToServer.Stall(), 6),
        new("one-way: to the client stalled", c => c.ToClient.Stall(), 6),
        new("byte by byte", c => { c.ToServer.Trickle(); c.ToClient.Trickle(); }, 1.5),
        new("late", c => { c.ToServer.Delay(Lateness); c.ToClient.Delay(Lateness); }, 2),
    ];

    private static TimeSpan Lateness => TimeSpan.FromMilliseconds(100);

    public string Name => name;

    public bool IsOfNode => false;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        IReadOnlyList<ProxiedConnection> hit = await scene.PickAsync(random, MostShare).ConfigureAwait(false);
        foreach (ProxiedConnection connection in hit)
        {
            disturb(connection);
        }

        await scene.WaitAsync(random, 0.2, mostSeconds).ConfigureAwait(false);
        foreach (ProxiedConnection connection in hit)
        {
            if (random.Next(CutOneIn) == 0)
            {
                connection.Cut();
            }
            else
            {
                connection.Resume();
            }
        }

        return hit.Count;
    }
}
