using Akka.Actor;

namespace Chat.Actors.Entities;

/// <summary>
/// Props of actors that are started by the thousand. <see cref="Props.Create{TActor}(System.Linq.Expressions.Expression{Func{TActor}}, SupervisorStrategy)"/>
/// reads an expression and calls the constructor by reflection for each of them.
/// </summary>
internal static class Make
{
    /// <summary>How to make an actor that this function makes.</summary>
    public static Props Props<TActor>(Func<TActor> actor)
        where TActor : ActorBase => Akka.Actor.Props.CreateBy(new Producer<TActor>(actor));

    private sealed class Producer<TActor>(Func<TActor> actor) : IIndirectActorProducer
        where TActor : ActorBase
    {
        public Type ActorType => typeof(TActor);

        public ActorBase Produce() => actor();

        public void Release(ActorBase actor)
        {
        }
    }
}
