using Chat.Faults.Nodes;

namespace Chat.Faults.Faults;

/// <summary>The server may not write beyond a size that its log has passed or soon will: its writes fail as on a full disk, and the limit goes again.</summary>
internal sealed class FileLimitFault : IFault
{
    private const long MostBytes = 4 * 1024 * 1024;

    public string Name => "file size limit";

    public bool IsOfNode => true;

    public string? Obstacle(Scene scene) => OperatingSystem.IsLinux() && FileSizeLimit.Set(scene.Node.ProcessId, bytes: null)
        ? null
        : "a running process can't be limited here (it takes Linux)";

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        if (OperatingSystem.IsLinux())
        {
            FileSizeLimit.Set(scene.Node.ProcessId, random.NextInt64(MostBytes));
            await scene.WaitAsync(random, 0.5, 3).ConfigureAwait(false);
            FileSizeLimit.Set(scene.Node.ProcessId, bytes: null);
        }

        return 0;
    }
}
