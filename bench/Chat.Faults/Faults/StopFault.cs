namespace Chat.Faults.Faults;

/// <summary>SIGTERM, as an operator restarts a server.</summary>
internal sealed class StopFault : IFault
{
    public string Name => "SIGTERM and restart";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        await scene.WaitAsync(random, 0, 0.2).ConfigureAwait(false);
        await scene.Node.StopAsync().ConfigureAwait(false);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
