using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Entities;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Entities;

public class EntityParentSpecs : ChatTestKit
{
    private readonly TestProbe _entities;
    private readonly IActorRef _parent;

    public EntityParentSpecs()
    {
        _entities = CreateTestProbe();
        IActorRef entities = _entities;
        _parent = Sys.ActorOf(Props.Create(() => new Parent(entities)));
    }

    [Fact]
    public void Should_start_an_entity_once_whatever_its_id()
    {
        IActorRef first = To("a/b:c~ü", "1");
        IActorRef again = To("a/b:c~ü", "2");

        Assert.Equal(first, again);
        Assert.NotEqual(first, To("other", "3"));
    }

    [Fact]
    public void Should_lose_no_message_while_an_entity_stops()
    {
        IActorRef first = To("a", "1");
        _parent.Tell(EntityProtocol.Passivate.Instance, first);
        _entities.ExpectMsg<EntityProtocol.Stop>();
        _parent.Tell(new ToEntity("a", "2"));
        _parent.Tell(new ToEntity("a", "3"));
        IActorRef other = To("b", "other");
        Sys.Stop(first);

        Assert.Equal("2", _entities.ExpectMsg<string>());
        IActorRef second = _entities.LastSender;
        Assert.NotEqual(first, second);
        Assert.NotEqual(other, second);
        Assert.Equal("3", _entities.ExpectMsg<string>());
        Assert.Equal(second, _entities.LastSender);
    }

    [Fact]
    public void Should_hand_over_what_it_held_back_when_the_entity_is_busy_after_all()
    {
        IActorRef entity = To("a", "1");
        _parent.Tell(EntityProtocol.Passivate.Instance, entity);
        _parent.Tell(EntityProtocol.Passivate.Instance, entity);
        _entities.ExpectMsg<EntityProtocol.Stop>();
        _parent.Tell(new ToEntity("a", "2"));
        _parent.Tell(EntityProtocol.StillBusy.Instance, entity);

        Assert.Equal("2", _entities.ExpectMsg<string>());
        Assert.Equal(entity, _entities.LastSender);
        Assert.Equal(entity, To("a", "3"));
    }

    [Fact]
    public void Should_restart_a_failing_entity_alone()
    {
        IActorRef failing = To("a", "1");
        IActorRef other = To("b", "2");
        _parent.Tell(new ToEntity("a", "fail"));

        Assert.Equal("restarted", _entities.ExpectMsg<string>());
        Assert.Equal(failing, To("a", "3"));
        Assert.Equal(other, To("b", "4"));
    }

    private IActorRef To(string id, string text)
    {
        _parent.Tell(new ToEntity(id, text));
        Assert.Equal(text, _entities.ExpectMsg<string>());
        return _entities.LastSender;
    }

    private sealed record ToEntity(string Id, string Text);

    private sealed class Parent(IActorRef probe) : EntityParent
    {
        protected override string Kind => "test";

        protected override string? EntityIdOf(object message) => (message as ToEntity)?.Id;

        protected override Props PropsFor(string entityId) => Props.Create(() => new Entity(probe));
    }

    private sealed class Entity(IActorRef probe) : UntypedActor
    {
        protected override void PostRestart(Exception reason) => probe.Tell("restarted");

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case ToEntity { Text: "fail" }:
                    throw new InvalidOperationException("as asked");
                case ToEntity to:
                    probe.Tell(to.Text);
                    break;
                default:
                    probe.Tell(message);
                    break;
            }
        }
    }
}
