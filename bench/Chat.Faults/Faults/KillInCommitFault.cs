namespace Chat.Faults.Faults;

/// <summary>kill -9 while the server writes a commit; then a new process.</summary>
internal sealed class KillInCommitFault : IFault
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public string Name => "kill -9 in mid-commit";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        await scene.WaitAsync(random, 0, 0.2).ConfigureAwait(false);
        await scene.Storage.CommitBeginsAsync(Longest, scene.Halt).ConfigureAwait(false);
        await scene.Node.KillAsync().ConfigureAwait(false);
        await scene.Node.StartAsync(environment: null, CancellationToken.None).ConfigureAwait(false);
        return 0;
    }
}
