namespace Chat.Faults.Faults;

/// <summary>kill -9 at a random moment, or as soon as so many messages are in flight; then a new process.</summary>
internal sealed class KillFault : IFault
{
    private const int MostInFlight = 400;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public string Name => "kill -9";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        long wanted = random.Next(2) == 0 ? 0 : random.Next(1, MostInFlight);
        await scene.WaitAsync(random, 0, 0.2).ConfigureAwait(false);
        using var patience = new CancellationTokenSource(Longest);
        while (scene.Gauge.InFlight < wanted && !patience.IsCancellationRequested)
        {
            await Task.Yield();
        }

        await scene.Node.KillAsync().ConfigureAwait(false);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
