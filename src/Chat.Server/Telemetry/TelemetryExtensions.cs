using System.Collections;
using Chat.Actors.Telemetry;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.Server.Telemetry;

/// <summary>Metrics for who scrapes them, metrics and traces for a collector that the operator names.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Where metrics are scraped.</summary>
    public const string MetricsPath = "/metrics";

    /// <summary>The runtime's own meter.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Most combinations of tags that an instrument is kept for: ours have fewer, and memory is taken for all.</summary>
    private const int MostSeries = 200;

    private const string EnvironmentPrefix = "OTEL_";

    private static readonly TimeSpan HealthPeriod = TimeSpan.FromSeconds(15);

    /// <summary>Adds them. It comes before all that is counted.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, ChatSettings settings)
    {
        // The one part of the environment that counts: its names are the field's own.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value)));
        ConfigurationManager environment = builder.Configuration;
        Uri? collector = settings.Telemetry.Collector;
        bool exports = collector is not null || environment["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null;
        if (settings.Monitor is null && !exports)
        {
            return;
        }

        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry();
        if (environment["OTEL_SERVICE_NAME"] is null)
        {
            telemetry.ConfigureResource(resource => resource.AddService(ChatHost.ActorSystemName, serviceVersion: ServerVersion.Current));
        }

        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(ChatMeter.Name, RuntimeMeter);
            metrics.AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MostSeries });
            if (settings.Monitor is not null)
            {
                metrics.AddPrometheusExporter(scraping => scraping.ScrapeResponseCacheDurationMilliseconds = 0);
            }

            if (exports)
            {
                metrics.AddOtlpExporter(otlp => Direct(otlp, collector, "v1/metrics"));
            }
        });
        if (exports)
        {
            telemetry.WithTracing(traces =>
            {
                traces.AddSource(SendTrace.SourceName);
                traces.AddOtlpExporter(otlp => Direct(otlp, collector, "v1/traces"));
                if (environment["OTEL_TRACES_SAMPLER"] is null)
                {
                    traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.Telemetry.TracePercent / 100.0)));
                }
            });
        }

        // Behind the provider, which must hear of what is nought so far.
        builder.Services.AddSingleton<NodeMeasures>();
        builder.Services.AddSingleton<IHealthCheckPublisher>(services => services.GetRequiredService<NodeMeasures>());
        builder.Services.AddHostedService(services => services.GetRequiredService<NodeMeasures>());
        builder.Services.Configure<HealthCheckPublisherOptions>(health =>
        {
            health.Delay = TimeSpan.FromSeconds(1);
            health.Period = HealthPeriod;

            // That it stops is no fault, and would be logged as one.
            health.Predicate = check => check.Name != HealthEndpoints.Stopping;
        });
    }

    /// <summary>Maps where metrics are scraped.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ChatSettings>().Monitor is not null)
        {
            app.MapPrometheusScrapingEndpoint(MetricsPath).On(NodeListener.Monitor);
        }
    }

    /// <summary>The environment names a collector by the SDK's own rules; the settings name it by its address alone, and it speaks HTTP.</summary>
    private static void Direct(OtlpExporterOptions otlp, Uri? collector, string path)
    {
        if (collector is not null)
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = new Uri(collector, path);
        }
    }
}
