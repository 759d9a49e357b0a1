namespace Chat.Server.Settings;

/// <summary>Where metrics and traces are sent.</summary>
/// <param name="Collector">Address of an OpenTelemetry collector that takes OTLP over HTTP; null for none.</param>
/// <param name="TracePercent">How many of a hundred sends are traced, 0 to 100.</param>
public sealed record TelemetrySettings(Uri? Collector, int TracePercent)
{
    /// <summary>Reads the section <c>telemetry</c>.</summary>
    internal static TelemetrySettings Read(SettingValues values)
    {
        const string Key = "telemetry.otlp";
        const string Allowed = "the address of a collector such as \"http://127.0.0.1:4318\", or \"\" for none";
        string text = values.Secret(Key, Allowed);
        Uri? collector = null;
        if (text.Length > 0 && (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out collector) || collector is not { Scheme: "http" or "https", UserInfo: "", Query: "" }))
        {
            throw values.Refuse(Key, Allowed);
        }

        return new TelemetrySettings(collector, values.Number("telemetry.tracePercent", 0, 100));
    }
}
