namespace Chat.Faults.Faults;

/// <summary>Another process locks the database for some seconds: shorter or longer than the server is willing to wait.</summary>
internal sealed class LockFault : IFault
{
    public string Name => "database locked";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        await scene.Storage.LockAsync(TimeSpan.FromSeconds(0.5 + (random.NextDouble() * 4)), scene.Halt).ConfigureAwait(false);
        return 0;
    }
}
