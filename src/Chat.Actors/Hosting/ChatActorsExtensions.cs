using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Accounts;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Limits;
using Chat.Actors.Mailboxes;
using Chat.Actors.Retention;
using Chat.Actors.Rooms;
using Chat.Actors.Search;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;

namespace Chat.Actors.Hosting;

/// <summary>One registration an actor; the keys of the registry are the actors' own types.</summary>
public static class ChatActorsExtensions
{
    /// <summary>What a node and the operator's commands need, in the order in which they need one another; a node that serves adds <see cref="AddLogPruner"/>.</summary>
    public static AkkaConfigurationBuilder AddChatActors(this AkkaConfigurationBuilder builder) => builder
        .AddLeanMailbox()
        .AddActorMetrics()
        .AddMessageWriter()
        .AddRooms()
        .AddSessions()
        .AddPasswordWorkers()
        .AddUserDirectory()
        .AddRelayHub()
        .AddSearcher()
        .AddEdge();

    /// <summary>The mailbox of connections, sessions, rooms and relays.</summary>
    public static AkkaConfigurationBuilder AddLeanMailbox(this AkkaConfigurationBuilder builder) => builder.AddHocon(LeanMailbox.Hocon, HoconAddMode.Prepend);

    /// <summary>The node's <see cref="ActorMetrics"/>.</summary>
    public static AkkaConfigurationBuilder AddActorMetrics(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<ActorMetrics>(system.ActorOf(ActorMetrics.Props(), "metrics")));

    /// <summary>The node's <see cref="MessageWriter"/>.</summary>
    public static AkkaConfigurationBuilder AddMessageWriter(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<MessageWriter>(
            system.ActorOf(MessageWriter.Props(Get<IChatStore>(services), Get<LiveOptions>(services)), "writer")));

    /// <summary>The rooms.</summary>
    public static AkkaConfigurationBuilder AddRooms(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) =>
        {
            var neighbours = new Lazy<RoomNeighbours>(() => new RoomNeighbours(
                Get<IChatStore>(services), registry.Get<MessageWriter>(), registry.Get<UserSession>(), registry.Get<UserDirectory>())
            {
                Census = new RoomCensus(Get<IChatStore>(services)),
                Pages = Get<PageReads>(services),
            });
            registry.Register<Room>(system.ActorOf(RoomsParent.Props(neighbours, Get<LiveOptions>(services), Get<TimeProvider>(services)), "rooms"));
        });

    /// <summary>The users' sessions.</summary>
    public static AkkaConfigurationBuilder AddSessions(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) =>
        {
            var neighbours = new Lazy<SessionNeighbours>(() => new SessionNeighbours(
                Get<IChatStore>(services), registry.Get<MessageWriter>(), registry.Get<Room>(), registry.Get<UserDirectory>())
            {
                Budgets = Get<ConnectionTable>(services).Users,
            });
            registry.Register<UserSession>(system.ActorOf(SessionsParent.Props(neighbours, Get<LiveOptions>(services), Get<TimeProvider>(services)), "sessions"));
        });

    /// <summary>The node's <see cref="PasswordWorkers"/>.</summary>
    public static AkkaConfigurationBuilder AddPasswordWorkers(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<PasswordWorkers>(
            system.ActorOf(PasswordWorkers.Props(Get<IPasswordHasher>(services), Get<LiveOptions>(services), services.GetService<TaskScheduler>()), "passwords")));

    /// <summary>The <see cref="UserDirectory"/>.</summary>
    public static AkkaConfigurationBuilder AddUserDirectory(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<UserDirectory>(system.ActorOf(
            UserDirectory.Props(
                Get<IChatStore>(services),
                registry.Get<MessageWriter>(),
                registry.Get<UserSession>(),
                registry.Get<Room>(),
                registry.Get<PasswordWorkers>(),
                Get<LiveOptions>(services),
                Get<TimeProvider>(services)),
            "directory")));

    /// <summary>This node's <see cref="RelayHub"/>.</summary>
    public static AkkaConfigurationBuilder AddRelayHub(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<RelayHub>(system.ActorOf(
            RelayHub.Props(Get<ConnectionTable>(services), Get<IChatStore>(services), registry.Get<Room>(), Get<LiveOptions>(services)), "relays")));

    /// <summary>This node's <see cref="Searcher"/>.</summary>
    public static AkkaConfigurationBuilder AddSearcher(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<Searcher>(system.ActorOf(
            Searcher.Props(Get<IChatStore>(services), Get<LiveOptions>(services), Get<TimeProvider>(services)), "searcher")));

    /// <summary>This node's <see cref="LogPruner"/>.</summary>
    public static AkkaConfigurationBuilder AddLogPruner(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) => registry.Register<LogPruner>(system.ActorOf(
            LogPruner.Props(
                Get<IChatStore>(services), registry.Get<MessageWriter>(), registry.Get<RelayHub>(), Get<LiveOptions>(services), Get<TimeProvider>(services)),
            "pruner")));

    /// <summary>This node's <see cref="EdgeActor"/>.</summary>
    public static AkkaConfigurationBuilder AddEdge(this AkkaConfigurationBuilder builder) =>
        builder.WithActors((system, registry, services) =>
        {
            var neighbours = new ConnectionNeighbours(
                Get<ConnectionTable>(services),
                Get<IChatStore>(services),
                registry.Get<RelayHub>(),
                registry.Get<UserSession>(),
                registry.Get<UserDirectory>(),
                registry.Get<Searcher>())
            {
                Pages = Get<PageReads>(services),
            };
            registry.Register<EdgeActor>(system.ActorOf(EdgeActor.Props(neighbours, Get<LiveOptions>(services)), "edge"));
        });

    private static T Get<T>(Akka.DependencyInjection.IDependencyResolver services)
        where T : notnull => services.GetService<T>();
}
