using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using CsCheck;

namespace Chat.Actors.Tests.Rooms;

/// <summary>A real room, writer and store against a model of a few lines, over any sequence of commands.</summary>
public class RoomModelSpecs : ChatTestKit
{
    private static readonly RoomProtocol.Speaker[] People = [Sample.Alice, Sample.Bob, Sample.Carol];

    private static readonly Gen<(int Who, RoomAction Action)> Command = Gen.Select(
        Gen.Int[0, 2],
        Gen.Frequency(
            (2, Gen.Const<RoomAction>(Sample.Join())),
            (1, Gen.Const<RoomAction>(new RoomAction.Leave("left"))),
            (5, Gen.Int[0, 5].Select(k => (RoomAction)new RoomAction.Send($"text {k}", $"key {k}", null))),
            (2, Gen.Const<RoomAction>(new RoomAction.History(new HistoryQuery(null, 0, null, 200))))));

    private int _run;

    [Fact]
    public void Should_answer_as_the_model_does_one_command_at_a_time() => Command.Array[0, 30].Sample(
        commands =>
        {
            TestProbe hub = CreateTestProbe();
            TestProbe device = CreateTestProbe();
            (IActorRef room, RoomId id, MemoryStore _) = Start();
            var model = new Model();
            foreach ((int who, RoomAction action) in commands)
            {
                string expected = model.Decide(People[who], action);
                room.Tell(new RoomProtocol.Command(id, People[who], Request(device, hub), action));
                Assert.Equal(expected, Describe(action is RoomAction.History && expected != ErrorCodes.NotMember && expected != ErrorCodes.NoSuchRoom
                    ? device.ExpectMsg<RelayItem.Reply>().Answer
                    : AnswerIn(hub)));
            }

            Sys.Stop(room);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void Should_store_what_the_model_holds_when_commands_come_all_at_once() => Command.Array[0, 60].Sample(
        commands =>
        {
            TestProbe hub = CreateTestProbe();
            (IActorRef room, RoomId id, MemoryStore store) = Start();
            var model = new Model();
            int answers = 0;
            foreach ((int who, RoomAction action) in commands.Where(c => c.Action is not RoomAction.History))
            {
                model.Decide(People[who], action);
                room.Tell(new RoomProtocol.Command(id, People[who], Request(TestActor, hub), action));
                answers++;
            }

            while (answers > 0)
            {
                answers -= hub.ExpectMsg<RelayProtocol.Output>().Items.Count(i => i is RelayItem.Reply or RelayItem.Posted { Origin: not null });
            }

            IReadOnlyList<StoredMessage> log = store.ReadAsync(id, new HistoryQuery(null, 0, null, 200), default).GetAwaiter().GetResult().Messages;
            StoredRoom? stored = store.LoadRoomAsync(id, default).GetAwaiter().GetResult();
            Assert.Equal(model.Log.Select((m, i) => (i + 1L, m.User, m.Key)), log.Select(m => (m.Seq, m.Author, m.Key)));
            Assert.Equal(model.Members.OrderBy(m => m.Value), (stored?.Members ?? []).Select(m => m.User).OrderBy(m => m.Value));
            Sys.Stop(room);
        },
        iter: 60,
        threads: 1);

    private (IActorRef Room, RoomId Id, MemoryStore Store) Start()
    {
        var id = RoomId.OfName($"room{++_run}");
        var store = new MemoryStore();
        IActorRef writer = Sys.ActorOf(MessageWriter.Props(store, Options));
        IActorRef directory = Sys.ActorOf(Props.Create(() => new Nobody()));
        return (Sys.ActorOf(Room.Props(id, new RoomNeighbours(store, writer, ActorRefs.Nobody, directory), Options, Time)), id, store);
    }

    private static RoomReply AnswerIn(TestProbe hub)
    {
        while (true)
        {
            foreach (RelayItem item in hub.ExpectMsg<RelayProtocol.Output>().Items)
            {
                switch (item)
                {
                    case RelayItem.Reply reply:
                        return reply.Answer;
                    case RelayItem.Posted posted:
                        return new RoomReply.Sent(posted.Label, posted.Message.Seq, posted.Message.At);
                }
            }
        }
    }

    private static string Describe(RoomReply reply) => reply switch
    {
        RoomReply.Joined r => $"joined at {r.Seq} with {string.Join(' ', r.Members.Select(m => m.Name))}",
        RoomReply.Left => "left",
        RoomReply.Sent r => $"sent {r.Seq}",
        RoomReply.Page r => "log " + string.Join(' ', r.History.Messages.Select(m => $"{m.Seq}:{m.From}:{m.Key}")),
        RoomReply.Refused r => r.Why.Code,
        _ => reply.GetType().Name,
    };

    private sealed class Model
    {
        private bool _exists;

        public List<(UserId User, string Name, string Key)> Log { get; } = [];

        public HashSet<UserId> Members { get; } = [];

        public string Decide(RoomProtocol.Speaker who, RoomAction action)
        {
            switch (action)
            {
                case RoomAction.Join:
                    _exists = true;
                    Members.Add(who.User);
                    return $"joined at {Log.Count} with {string.Join(' ', People.Where(p => Members.Contains(p.User)).Select(p => p.Name))}";
                case var _ when !_exists:
                    return ErrorCodes.NoSuchRoom;
                case RoomAction.Send repeated when Log.FindIndex(m => m.User == who.User && m.Key == repeated.Key) is >= 0 and var first:
                    return $"sent {first + 1}";
                case var _ when !Members.Contains(who.User):
                    return ErrorCodes.NotMember;
                case RoomAction.Leave:
                    Members.Remove(who.User);
                    return "left";
                case RoomAction.Send send:
                    Log.Add((who.User, who.Name, send.Key));
                    return $"sent {Log.Count}";
                default:
                    return "log " + string.Join(' ', Log.Select((m, i) => $"{i + 1}:{m.Name}:{m.Key}"));
            }
        }
    }

    /// <summary>A directory in which nobody is online.</summary>
    private sealed class Nobody : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(new DirectoryProtocol.PresenceOf([]));
    }
}
