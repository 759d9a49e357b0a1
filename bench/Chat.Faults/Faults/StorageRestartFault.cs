namespace Chat.Faults.Faults;

/// <summary>The storage's own server crashes and comes back under the running chat server.</summary>
internal sealed class StorageRestartFault : IFault
{
    public string Name => "storage restarted";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => scene.Storage.RestartObstacle;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        await scene.WaitAsync(random, 0, 0.2).ConfigureAwait(false);
        await scene.Storage.RestartAsync(CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
