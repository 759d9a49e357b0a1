using System.CommandLine;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Reloading;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary><c>check</c>, <c>reload</c> and <c>health</c>: what an operator or a supervisor asks of a node's settings and of the node that runs.</summary>
internal static class NodeCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "The node's data directory [default: data]",
    };

    private static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "The node's settings file",
    };

    private static readonly Option<string?> Monitor = new("--monitor")
    {
        HelpName = "HOST:PORT",
        Description = "Where the node answers health checks [default: as the settings say]",
    };

    /// <summary>Checks a settings file.</summary>
    public static Command CreateCheck()
    {
        var check = new Command("check", "Check the settings without starting a node, and list those that differ from the defaults.") { Config };
        check.SetAction((parsed, cancel) => RunAsync(parsed, new SettingOverrides(), (settings, output) => CheckAsync(settings, output)));
        return check;
    }

    /// <summary>Has a node read its settings again.</summary>
    public static Command CreateReload()
    {
        var reload = new Command("reload", "Have the node that runs with the data directory read its settings again, all of them or, where something is wrong, none.") { Data, Config };
        reload.SetAction((parsed, cancel) => RunAsync(parsed, new SettingOverrides(Data: parsed.GetValue(Data)), (settings, output) => ReloadAsync(settings, output, cancel)));
        return reload;
    }

    /// <summary>Asks a node whether it can serve.</summary>
    public static Command CreateHealth()
    {
        var health = new Command("health", "Ask the node that runs on this machine whether it can serve clients: exit code 0 if so, else 1 and why.") { Monitor, Config };
        health.SetAction((parsed, cancel) => RunAsync(parsed, new SettingOverrides(Monitor: parsed.GetValue(Monitor)), (settings, output) => AskHealthAsync(settings, output, cancel)));
        return health;
    }

    private static async Task CheckAsync(ChatSettings settings, TextWriter output)
    {
        IReadOnlyList<SettingChange> changes = SettingChange.Between(SettingsReader.Defaults(), settings);
        await output.WriteLineAsync($"{settings.File ?? "The built-in defaults"}: no mistakes; {changes.Count} settings differ from the defaults.").ConfigureAwait(false);
        foreach (SettingChange change in changes)
        {
            await output.WriteLineAsync($"  {change}").ConfigureAwait(false);
        }
    }

    private static async Task ReloadAsync(ChatSettings settings, TextWriter output, CancellationToken cancel)
    {
        ReloadResult result = await ControlClient.ReloadAsync(settings, cancel).ConfigureAwait(false);
        if (!result.Done)
        {
            throw new SettingsException(result.Message);
        }

        await output.WriteLineAsync(result.Message).ConfigureAwait(false);
    }

    private static async Task AskHealthAsync(ChatSettings settings, TextWriter output, CancellationToken cancel)
    {
        Uri where = HealthOf(settings.Monitor ?? throw new StartException("monitor.listen is off, so the node tells nobody of its health."));
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
            using HttpResponseMessage response = await http.GetAsync(where, cancel).ConfigureAwait(false);
            string body = (await response.Content.ReadAsStringAsync(cancel).ConfigureAwait(false)).Trim();
            if (!response.IsSuccessStatusCode)
            {
                throw new StartException($"{where}: {body.ReplaceLineEndings(": ")}");
            }

            await output.WriteLineAsync(body).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new StartException($"No node answers on {where}: {e.Message}", e);
        }
    }

    /// <summary>Where to ask. A node that listens on every address also does on the loopback one.</summary>
    private static Uri HealthOf(ListenAddress listen)
    {
        System.Net.IPAddress address = listen.Address.Equals(System.Net.IPAddress.Any) ? System.Net.IPAddress.Loopback
            : listen.Address.Equals(System.Net.IPAddress.IPv6Any) ? System.Net.IPAddress.IPv6Loopback
            : listen.Address;
        return new Uri($"http://{new System.Net.IPEndPoint(address, listen.Port)}/health/ready");
    }

    private static async Task<int> RunAsync(ParseResult command, SettingOverrides overrides, Func<ChatSettings, TextWriter, Task> run)
    {
        try
        {
            await run(SettingsReader.Read(command.GetValue(Config), overrides), command.InvocationConfiguration.Output).ConfigureAwait(false);
            return ExitCodes.Ok;
        }
        catch (SettingsException e)
        {
            await command.InvocationConfiguration.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.WrongSettings;
        }
        catch (StartException e)
        {
            await command.InvocationConfiguration.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCodes.Failed;
        }
    }
}
