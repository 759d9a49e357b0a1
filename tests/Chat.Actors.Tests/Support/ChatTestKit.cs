using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Chat.Actors.Edge;
using Chat.Actors.Mailboxes;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Actors.Tests.Support;

/// <summary>A fresh actor system for each spec, in which time stands still until the spec moves it.</summary>
public abstract class ChatTestKit : TestKit
{
    private const string Hocon =
        """
        akka.loglevel = WARNING
        akka.stdout-loglevel = OFF
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.test.single-expect-default = 30s
        akka.test.default-timeout = 30s

        """;

    /// <summary>How long a spec waits for what must come. Only ever reached by a spec that fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private long _tickets;

    protected ChatTestKit()
        : base(Hocon + LeanMailbox.Hocon)
    {
    }

    /// <summary>Actors' timers and receive timeouts.</summary>
    protected TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    /// <summary>The clock that actors read.</summary>
    protected FakeTimeProvider Time { get; } = new(Sample.Now);

    protected static ChatOptions Options { get; } = new();

    /// <summary>A request of a device that exists only as two actors.</summary>
    protected RequestRef Request(IActorRef connection, IActorRef hub, long device = 1)
    {
        long ticket = ++_tickets;
        return new RequestRef(new DeviceRef(new ConnectionId(device), connection, hub), ticket, ticket);
    }

    /// <summary>A probe that gets what is logged from now on, as <see cref="Warning"/> and <see cref="Error"/>: to be waited for as any message is.</summary>
    protected TestProbe Logged()
    {
        TestProbe log = CreateTestProbe();
        Sys.EventStream.Subscribe(log, typeof(Warning));
        Sys.EventStream.Subscribe(log, typeof(Error));
        return log;
    }

    /// <summary>Waits until an actor has done with the message before this, its receive timeout included, which this does not touch.</summary>
    protected void AwaitAtRest(IActorRef actor)
    {
        TestProbe asker = CreateTestProbe();
        actor.Tell(new Identify(messageId: null), asker);
        asker.ExpectMsg<ActorIdentity>();
    }

    /// <summary>Lets that time pass until the message comes: an actor sets its timers, its receive timeout above all, only after it has told what the spec has seen.</summary>
    protected T ExpectInTime<T>(TestProbe probe, TimeSpan time)
    {
        AwaitAssert(() =>
        {
            Scheduler.Advance(time);
            Assert.True(probe.HasMessages);
        });
        return probe.ExpectMsg<T>();
    }

    /// <summary>Waits until an actor is gone.</summary>
    protected void ExpectStopped(IActorRef actor)
    {
        TestProbe watcher = CreateTestProbe();
        watcher.Watch(actor);
        watcher.ExpectTerminated(actor);
    }
}
