namespace Chat.Server.Settings;

/// <summary>What the command line says in place of the settings file; null where it says nothing.</summary>
/// <param name="Listen">Of <c>--listen</c>: HOST:PORT or off.</param>
/// <param name="Http">Of <c>--http</c>: HOST:PORT or off.</param>
/// <param name="Data">Of <c>--data</c>: a directory.</param>
/// <param name="TlsListen">Of <c>--tls-listen</c>: HOST:PORT or off.</param>
/// <param name="Monitor">Of <c>--monitor</c>: HOST:PORT or off.</param>
public sealed record SettingOverrides(
    string? Listen = null, string? Http = null, string? Data = null, string? TlsListen = null, string? Monitor = null);
