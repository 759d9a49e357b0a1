using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Server.Hosting;

/// <summary>Healthy while the storage answers.</summary>
internal sealed class StorageHealthCheck(IChatStore store) : IHealthCheck
{
    private static readonly CatalogViewer Nobody = new(new UserId(""), Admin: false, DateTimeOffset.UnixEpoch);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (store.Damage is not null)
        {
            return HealthCheckResult.Unhealthy("it is damaged and takes no writes; the log says what to do");
        }

        try
        {
            await store.ListRoomsAsync(Nobody, after: null, limit: 1, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(store.Description);
        }
        catch (StorageException e)
        {
            return HealthCheckResult.Unhealthy($"{store.Description} does not answer", e);
        }
    }
}
