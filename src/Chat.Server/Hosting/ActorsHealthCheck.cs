using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Server.Hosting;

/// <summary>Healthy while every registered actor answers.</summary>
internal sealed class ActorsHealthCheck(ActorSystem system, ActorRegistry registry) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (system.WhenTerminated.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("the actor system has ended");
        }

        foreach ((Type name, IActorRef actor) in registry)
        {
            var identity = await actor.Ask<ActorIdentity>(new Identify(messageId: null), Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            if (identity.Subject is null)
            {
                return HealthCheckResult.Unhealthy($"{name.Name} has stopped");
            }
        }

        return HealthCheckResult.Healthy();
    }
}
