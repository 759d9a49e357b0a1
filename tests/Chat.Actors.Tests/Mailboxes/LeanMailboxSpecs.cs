using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Chat.Actors.Mailboxes;
using Chat.Actors.Tests.Support;
using CsCheck;

namespace Chat.Actors.Tests.Mailboxes;

public class LeanMailboxSpecs : ChatTestKit
{
    private const int EachSends = 20_000;
    private const int Exchanges = 200_000;

    [Fact]
    public void Should_give_messages_back_in_the_order_in_which_they_came()
    {
        var queue = new LeanMessageQueue();
        Fill(queue, 3);

        Assert.Equal(3, queue.Count);
        Assert.Equal([0, 1, 2], Take(queue));
        Assert.False(queue.HasMessages);
    }

    [Fact]
    public void Should_give_back_first_what_is_put_first()
    {
        var queue = new LeanMessageQueue();
        Fill(queue, 2);
        queue.EnqueueFirst(new Envelope(-1, ActorRefs.NoSender));
        queue.EnqueueFirst(new Envelope(-2, ActorRefs.NoSender));

        Assert.Equal(4, queue.Count);
        Assert.Equal([-2, -1, 0, 1], Take(queue));
    }

    [Fact]
    public void Should_behave_like_a_list_whatever_is_done() =>
        Gen.Int[0, 2].List[0, 60].Sample(steps =>
        {
            var queue = new LeanMessageQueue();
            var model = new LinkedList<int>();
            for (int i = 0; i < steps.Count; i++)
            {
                switch (steps[i])
                {
                    case 0:
                        queue.Enqueue(ActorRefs.Nobody, new Envelope(i, ActorRefs.NoSender));
                        model.AddLast(i);
                        break;
                    case 1:
                        queue.EnqueueFirst(new Envelope(i, ActorRefs.NoSender));
                        model.AddFirst(i);
                        break;
                    default:
                        Assert.Equal(model.Count > 0, queue.TryDequeue(out Envelope taken));
                        Assert.Equal(model.First?.Value, taken.Message);
                        if (model.Count > 0)
                        {
                            model.RemoveFirst();
                        }

                        break;
                }

                Assert.Equal(model.Count, queue.Count);
                Assert.Equal(model.Count > 0, queue.HasMessages);
            }

            Assert.Equal(model, Take(queue));
        });

    [Fact]
    public void Should_wake_its_actor_for_a_message_that_comes_while_that_goes_to_rest()
    {
        long answers = 0;
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Answering(() => Volatile.Write(ref answers, answers + 1))));
        for (int i = 1; i <= Exchanges; i++)
        {
            actor.Tell(i);
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref answers) == i, Patience), $"message {i} was not taken");
        }
    }

    [Fact]
    public async Task Should_lose_nothing_and_keep_each_senders_order_while_many_send()
    {
        var queue = new LeanMessageQueue();
        Task[] senders = [.. Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (int i = 0; i < EachSends; i++)
            {
                queue.Enqueue(ActorRefs.Nobody, new Envelope((sender, i), ActorRefs.NoSender));
            }
        }))];
        int[] next = new int[senders.Length];
        Task all = Task.WhenAll(senders);
        while (!all.IsCompleted || queue.HasMessages)
        {
            if (queue.TryDequeue(out Envelope envelope))
            {
                (int sender, int i) = ((int, int))envelope.Message;
                Assert.Equal(next[sender]++, i);
            }
        }

        await all;
        Assert.All(next, n => Assert.Equal(EachSends, n));
    }

    [Fact]
    public void Should_hand_what_is_left_to_the_dead_letters_in_order()
    {
        var queue = new LeanMessageQueue();
        Fill(queue, 2);
        queue.EnqueueFirst(new Envelope(-1, ActorRefs.NoSender));
        var deadLetters = new UnboundedMessageQueue();

        queue.CleanUp(TestActor, deadLetters);

        Assert.Equal([-1, 0, 1], Take(deadLetters));
        Assert.False(queue.HasMessages);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Should_keep_no_message_alive_that_was_taken()
    {
        var queue = new LeanMessageQueue();
        WeakReference taken = SendAndTake(queue);

        GC.Collect();

        Assert.False(taken.IsAlive);
        Assert.False(queue.HasMessages);
    }

    [Fact]
    public void Should_be_the_mailbox_of_an_actor_with_a_stash_whose_messages_come_back_before_later_ones()
    {
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Stasher(TestActor)));
        foreach (object message in new object[] { 1, 2, "open", 3 })
        {
            actor.Tell(message);
        }

        Assert.IsType<LeanMessageQueue>(ExpectMsg<IMessageQueue>());
        Assert.Equal([1, 2, 3], ReceiveN(3).Cast<int>());
    }

    [Fact]
    public void Should_tell_the_dead_letters_of_what_an_actor_did_not_live_to_see()
    {
        var deadLetters = CreateTestProbe();
        Sys.EventStream.Subscribe(deadLetters, typeof(Akka.Event.DeadLetter));
        IActorRef actor = Sys.ActorOf(Props.Create(() => new Stasher(TestActor)));
        ExpectMsg<IMessageQueue>();
        using var all = new ManualResetEventSlim();
        foreach (object message in new object[] { "open", all, "stop", 4, 5 })
        {
            actor.Tell(message);
        }

        all.Set();

        Assert.Equal(4, deadLetters.ExpectMsg<Akka.Event.DeadLetter>().Message);
        Assert.Equal(5, deadLetters.ExpectMsg<Akka.Event.DeadLetter>().Message);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference SendAndTake(LeanMessageQueue queue)
    {
        object message = new();
        queue.Enqueue(ActorRefs.Nobody, new Envelope(message, ActorRefs.NoSender));
        Assert.True(queue.TryDequeue(out Envelope envelope));
        Assert.Same(message, envelope.Message);
        return new WeakReference(message);
    }

    private static void Fill(LeanMessageQueue queue, int count)
    {
        for (int i = 0; i < count; i++)
        {
            queue.Enqueue(ActorRefs.Nobody, new Envelope(i, ActorRefs.NoSender));
        }
    }

    private static List<int> Take(IMessageQueue queue)
    {
        var taken = new List<int>();
        while (queue.TryDequeue(out Envelope envelope))
        {
            taken.Add((int)envelope.Message);
        }

        return taken;
    }

    /// <summary>Stashes numbers until it is opened, then passes them on.</summary>
    private sealed class Stasher(IActorRef target) : UntypedActor, IWithStash
    {
        private bool _open;

        public IStash Stash { get; set; } = null!;

        protected override void PreStart() => target.Tell(((ActorCell)Context!).Mailbox!.MessageQueue);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "open":
                    _open = true;
                    Stash.UnstashAll();
                    break;
                case ManualResetEventSlim gate:
                    gate.Wait();
                    break;
                case "stop":
                    Context.Stop(Self);
                    break;
                case int when !_open:
                    Stash.Stash();
                    break;
                default:
                    target.Tell(message);
                    break;
            }
        }
    }

    private sealed class Answering(Action answer) : UntypedActor, IWithStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message) => answer();
    }
}
