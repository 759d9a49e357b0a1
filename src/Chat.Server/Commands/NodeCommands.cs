using System.CommandLine;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Reloading;
using Chat.Server.Settings;

namespace Chat.Server.Commands;

/// <summary><c>check</c>, <c>reload</c> and <c>health</c>: what an operator or a supervisor asks of a node's settings and of the node that runs.</summary>
internal static class NodeCommands
{
    /// <summary>Checks a settings file.</summary>
    public static Command CreateCheck()
    {
        var check = new Command("check", "Check the settings and the certificate without starting a node or writing anything, and list the settings that differ from the defaults.") { NodeOptions.Data, NodeOptions.Config };
        check.SetAction((parsed, cancel) => RunAsync(
            parsed, new SettingOverrides(Data: parsed.GetValue(NodeOptions.Data)), (settings, output) => CheckAsync(settings, output, parsed.InvocationConfiguration.Error)));
        return check;
    }

    /// <summary>Has a node read its settings again.</summary>
    public static Command CreateReload()
    {
        var reload = new Command("reload", "Have the node that runs with the data directory read its settings again, all of them or, where something is wrong, none.") { NodeOptions.Data, NodeOptions.Config };
        reload.SetAction((parsed, cancel) => RunAsync(parsed, new SettingOverrides(Data: parsed.GetValue(NodeOptions.Data)), (settings, output) => ReloadAsync(settings, output, cancel)));
        return reload;
    }

    /// <summary>Asks a node whether it can serve.</summary>
    public static Command CreateHealth()
    {
        var health = new Command("health", "Ask the node that runs with the data directory whether it can serve clients: exit code 0 if so, else 1 and why.") { NodeOptions.Data, NodeOptions.Config };
        health.SetAction((parsed, cancel) => RunAsync(parsed, new SettingOverrides(Data: parsed.GetValue(NodeOptions.Data)), (settings, output) => AskHealthAsync(settings, output, cancel)));
        return health;
    }

    private static async Task CheckAsync(ChatSettings settings, TextWriter output, TextWriter error)
    {
        CertificateCheck? certificate = settings.UsesTls ? CertificateCheck.Of(settings, TimeProvider.System.GetUtcNow()) : null;
        IReadOnlyList<SettingChange> changes = SettingChange.Between(SettingsReader.Defaults(), settings);
        await output.WriteLineAsync($"{settings.File ?? "The built-in defaults"}: no mistakes; {changes.Count} settings differ from the defaults.").ConfigureAwait(false);
        foreach (SettingChange change in changes)
        {
            await output.WriteLineAsync($"  {change}").ConfigureAwait(false);
        }

        if (certificate is not null)
        {
            await output.WriteLineAsync($"Certificate: {certificate.Summary}").ConfigureAwait(false);
            foreach (string caution in certificate.Cautions)
            {
                await error.WriteLineAsync($"Warning: {caution}").ConfigureAwait(false);
            }
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
        HealthResult result = await ControlClient.AskHealthAsync(settings, cancel).ConfigureAwait(false);
        if (!result.IsReady)
        {
            throw new StartException(result.Message);
        }

        await output.WriteLineAsync(result.Message).ConfigureAwait(false);
    }

    private static Task<int> RunAsync(ParseResult command, SettingOverrides overrides, Func<ChatSettings, TextWriter, Task> run) => CommandFrame.RunAsync(
        command, () => run(SettingsReader.Read(command.GetValue(NodeOptions.Config), overrides), command.InvocationConfiguration.Output));
}
