using Akka.Hosting;
using Chat.Actors;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Hosting;
using Chat.Actors.Storage;
using Chat.Server.Accounts;
using Chat.Server.Control;
using Chat.Server.Edge;
using Chat.Server.Edge.Web;
using Chat.Server.Logs;
using Chat.Server.Reloading;
using Chat.Server.Settings;
using Chat.Server.Telemetry;
using Chat.Server.Tls;
using Chat.Storage.Postgres;
using Chat.Storage.Sqlite;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting.Systemd;

namespace Chat.Server.Hosting;

/// <summary>Puts a node together.</summary>
public static class ChatHost
{
    /// <summary>Name of the actor system; the nodes of a cluster share it.</summary>
    public const string ActorSystemName = "akkachat";

    /// <summary>Connections beyond <c>limits.maxConnections</c> that a listener of the web server takes, to say why they can't chat.</summary>
    private const int SpareConnections = 100;

    /// <summary>Builds a node that is not started yet.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="configure">What a test changes, last.</param>
    public static WebApplication Build(ChatSettings settings, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(settings);

        // The empty builder reads no appsettings.json, no environment and no arguments: the settings are the only word.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ChatHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        ConsoleLogs.Add(builder.Logging, settings.LogLevel, settings.LogFormat);
        builder.AddTelemetry(settings);
        AddCore(builder.Services, settings, akka => akka.AddLogPruner());
        builder.Services.AddRouting();
        builder.Services.AddNodeHealth();
        builder.Services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        builder.Services.AddSingleton<SettingsReload>();
        AddListeners(builder, settings);
        configure?.Invoke(builder);

        WebApplication app = builder.Build();
        app.UseListenerMarks();
        app.MapWeb();
        app.MapNodeHealth();
        app.MapMetrics();
        app.MapControl();
        return app;
    }

    /// <summary>Builds the same node without listeners, for commands that need what it knows while none runs.</summary>
    /// <param name="settings">Checked settings.</param>
    public static IHost BuildIdle(ChatSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        ConsoleLogs.Add(builder.Logging, LogLevel.Error, settings.LogFormat);
        AddCore(builder.Services, settings, akka => { });
        return builder.Build();
    }

    private static void AddCore(IServiceCollection services, ChatSettings settings, Action<AkkaConfigurationBuilder> addMore)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.ShutdownTimeout);
        services.AddSingleton(settings);
        services.AddSingleton(new LiveOptions(settings.Options));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Open(settings, provider));
        services.AddSingleton<IPasswordHasher, Argon2Hasher>();
        services.AddSingleton<TaskScheduler, LowThreads>();
        services.AddSingleton<ConnectionTable>();
        services.AddSingleton(_ => new PageReads());
        services.AddControl();
        AddActors(services, settings, addMore);
    }

    private static IChatStore Open(ChatSettings settings, IServiceProvider services) => settings.Storage switch
    {
        StorageKind.Memory => new MemoryStore(),
        StorageKind.Postgres => PostgresStore.Open(settings.Postgres!, services.GetRequiredService<ILogger<PostgresStore>>()),
        _ => SqliteStore.Open(settings.DataDirectory, services.GetRequiredService<ILogger<SqliteStore>>()),
    };

    private static void AddListeners(WebApplicationBuilder builder, ChatSettings settings)
    {
        var endpoints = new NodeEndpoints(settings);
        builder.Services.AddSingleton(endpoints);
        builder.Services.AddSingleton<EdgeIntake>();
        builder.Services.AddSingleton<ChatEdge>();
        builder.Services.AddTls(settings);
        builder.Services.AddWeb(settings);

        // Behind the actors: it begins when they are there, and its goodbyes go through them while they still are.
        builder.Services.AddHostedService<ChatListener>();
        builder.Services.AddHostedService<MemoryTrim>();
        builder.Services.AddHostedService<SystemdService>();
        builder.Services.AddHostedService<LimitWatch>();
        builder.Services.AddHostedService<FileRights>();
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            Func<System.Net.EndPoint, System.Net.Sockets.Socket> bind = sockets.CreateBoundListenSocket;
            sockets.CreateBoundListenSocket = where => where is System.Net.IPEndPoint ip ? SystemBuffer.Bound(endpoints.Bind(bind, ip)) : bind(where);
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.Options.MaxConnections + SpareConnections;
            kestrel.Limits.RequestHeadersTimeout = settings.Options.HandshakeTimeout;
            kestrel.Limits.KeepAliveTimeout = settings.Options.HandshakeTimeout;
            endpoints.Listen(kestrel);
            kestrel.ListenForControl(settings);
        });
        if (!endpoints.HasAny && !ControlEndpoints.IsListening(settings))
        {
            // The web server would choose an address of its own.
            builder.Services.AddSingleton<IServer, NoWebServer>();
        }
    }

    private static void AddActors(IServiceCollection services, ChatSettings settings, Action<AkkaConfigurationBuilder> addMore)
    {
        services.AddAkka(ActorSystemName, akka =>
        {
            akka.ConfigureLoggers(loggers =>
            {
                loggers.AddLoggerFactory();
                loggers.ClearLoggers();
                loggers.AddLogger<ActorLog>();
                loggers.LogLevel = ActorLog.BusLevel(settings.LogLevel);
            });

            akka.AddChatActors();
            addMore(akka);

            // The host stops the actor system, after the listeners: Akka's own signal hook would pull the actors from under them.
            akka.AddHocon("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off", HoconAddMode.Prepend);
            akka.AddHocon($"akka.stdout-logger-class = \"{typeof(SilentLogger).AssemblyQualifiedName}\"", HoconAddMode.Prepend);

            // Last, so that what the user's file says about Akka wins over everything above.
            akka.AddHocon(settings.Akka, HoconAddMode.Prepend);
        });
    }
}
