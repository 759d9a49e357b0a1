using Chat.Faults.Proxy;

namespace Chat.Faults.Faults;

/// <summary>Connections are reset: between two pieces, or in the middle of one, so that a frame arrives in part.</summary>
internal sealed class CutFault : IFault
{
    private const double MostShare = 0.25;

    public string Name => "connections cut";

    public bool IsOfNode => false;

    public string? Obstacle(Scene scene) => null;

    public async Task<int> StrikeAsync(Scene scene, Random random)
    {
        IReadOnlyList<ProxiedConnection> hit = await scene.PickAsync(random, MostShare).ConfigureAwait(false);
        foreach (ProxiedConnection connection in hit)
        {
            switch (random.Next(3))
            {
                case 0:
                    connection.ToServer.SeverInNextPiece();
                    break;
                case 1:
                    connection.ToClient.SeverInNextPiece();
                    break;
                default:
                    connection.Cut();
                    break;
            }
        }

        return hit.Count;
    }
}
