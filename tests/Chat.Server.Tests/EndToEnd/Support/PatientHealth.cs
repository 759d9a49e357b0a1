using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>A busy machine is no sick one: a node in a spec may take longer than two seconds to say that it is well.</summary>
internal static class PatientHealth
{
    public static IServiceCollection AddPatientHealth(this IServiceCollection services) => services.Configure<HealthCheckServiceOptions>(health =>
    {
        foreach (HealthCheckRegistration check in health.Registrations)
        {
            check.Timeout = TimeSpan.FromMinutes(1);
        }
    });
}
