using System.CommandLine;
using Akka.Actor;
using Chat.Actors.Storage;
using Chat.Server.Hosting;
using Chat.Server.Logs;
using Chat.Server.Settings;
using Chat.Server.Tls;

namespace Chat.Server.Commands;

/// <summary><c>serve</c>: runs a node until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Listen = new("--listen")
    {
        HelpName = "HOST:PORT",
        Description = "Where chat clients connect in plain text, or off; port 0 picks a free one [default: 127.0.0.1:12345]",
    };

    private static readonly Option<string?> TlsListen = new("--tls-listen")
    {
        HelpName = "HOST:PORT",
        Description = "Where chat clients connect with TLS, or off [default: 127.0.0.1:12346]",
    };

    private static readonly Option<string?> Http = new("--http")
    {
        HelpName = "HOST:PORT",
        Description = "Where chat clients connect by WebSocket, at /ws; or off [default: 127.0.0.1:12380]",
    };

    private static readonly Option<string?> Monitor = new("--monitor")
    {
        HelpName = "HOST:PORT",
        Description = "Where health and metrics are answered; or off [default: 127.0.0.1:12381]",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "Directory of everything the node keeps, created where it is missing; to keep it in PostgreSQL, see data.storage in chat.conf [default: data]",
    };

    private static readonly Option<string?> Config = new("--config")
    {
        HelpName = "FILE",
        Description = "Settings that differ from hocon/chat.conf, where all are explained; a file with a password in it must be its owner's alone",
    };

    /// <summary>The command of that name.</summary>
    public static Command Create()
    {
        var serve = new Command("serve", "Run a node until Ctrl-C or SIGTERM stops it. This is also what happens without a command.");
        AddTo(serve);
        return serve;
    }

    /// <summary>Makes a command run a node: gives it the options and the action.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Listen);
        command.Add(TlsListen);
        command.Add(Http);
        command.Add(Monitor);
        command.Add(Data);
        command.Add(Config);
        command.SetAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        try
        {
            var overrides = new SettingOverrides(
                command.GetValue(Listen), command.GetValue(Http), command.GetValue(Data), command.GetValue(TlsListen), command.GetValue(Monitor));
            ChatSettings settings = SettingsReader.Read(command.GetValue(Config), overrides);
            DataDirectory.Prepare(settings.DataDirectory);
            WebApplication app = ChatHost.Build(settings, builder => builder.Services.AddSingleton<IHostLifetime, SignalLifetime>());
            return await HostRun.UseAsync(app, () => RunAsync(app, settings, command.InvocationConfiguration.Output, cancel)).ConfigureAwait(false);
        }
        catch (SettingsException e)
        {
            return await FailAsync(command, ExitCodes.WrongSettings, e.Message).ConfigureAwait(false);
        }
        catch (StartException e)
        {
            return await FailAsync(command, ExitCodes.Failed, e.Message).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nobody foresaw it: whoever looks for the cause needs all there is.
            return await FailAsync(command, ExitCodes.Failed, $"The node failed: {e}").ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(WebApplication app, ChatSettings settings, TextWriter output, CancellationToken cancel)
    {
        IChatStore store = OpenStorage(app.Services);
        NodeCertificate? certificate = OpenCertificate(app.Services);
        var endpoints = app.Services.GetRequiredService<NodeEndpoints>();
        ActorSystem system = app.Services.GetRequiredService<ActorSystem>();
        bool failed = false;
        app.Lifetime.ApplicationStopping.Register(() => failed = system.WhenTerminated.IsCompleted);
        try
        {
            await HostRun.StartAsync(app, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }

        await output.WriteLineAsync(Banner.Of(settings, endpoints, store, certificate)).ConfigureAwait(false);
        await output.FlushAsync(cancel).ConfigureAwait(false);
        await app.WaitForShutdownAsync(cancel).ConfigureAwait(false);
        return failed ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static IChatStore OpenStorage(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IChatStore>();
        }
        catch (StorageException e)
        {
            services.GetRequiredService<LogGate>().Close();
            throw new StartException(e.Message, e);
        }
    }

    private static NodeCertificate? OpenCertificate(IServiceProvider services)
    {
        try
        {
            return services.GetService<NodeCertificate>();
        }
        catch (StartException)
        {
            services.GetRequiredService<LogGate>().Close();
            throw;
        }
    }

    private static async Task<int> FailAsync(ParseResult command, int code, string problem)
    {
        await command.InvocationConfiguration.Error.WriteLineAsync(problem).ConfigureAwait(false);
        return code;
    }
}
