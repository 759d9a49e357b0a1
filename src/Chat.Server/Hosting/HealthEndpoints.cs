using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Server.Hosting;

/// <summary>Whether the node lives and whether it can serve, for load balancers and supervisors.</summary>
internal static class HealthEndpoints
{
    /// <summary>Name of the check whether the actors answer.</summary>
    public const string Actors = "actors";

    /// <summary>The name of the check that a node does not stop.</summary>
    public const string Stopping = "node";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds what is asked for readiness.</summary>
    public static IServiceCollection AddNodeHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StoppingHealthCheck>(Stopping)
            .AddCheck<ActorsHealthCheck>(Actors, timeout: Timeout)
            .AddCheck<StorageHealthCheck>("storage", timeout: Timeout);
        return services;
    }

    /// <summary>
    /// <c>/health/live</c>: 200 while the process answers. <c>/health/ready</c>: 200 while clients can be served, otherwise 503
    /// and one line a reason.
    /// </summary>
    public static void MapNodeHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).On(NodeListener.Monitor);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).On(NodeListener.Monitor);
    }

    /// <summary>What is wrong, a line a check.</summary>
    public static IEnumerable<string> Problems(HealthReport report) => report.Entries
        .Where(check => check.Value.Status != HealthStatus.Healthy)
        .Select(check => $"{check.Key}: {check.Value.Description ?? "it does not answer"}");

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(report.Status == HealthStatus.Healthy ? "ok\n" : $"not ready\n{string.Join('\n', Problems(report))}\n");
    }

    private sealed class StoppingHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
            => Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("it is stopping")
                : HealthCheckResult.Healthy());
    }
}
