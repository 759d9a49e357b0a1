using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using CsCheck;

namespace Chat.Actors.Tests.Rooms;

/// <summary>What holds after any sequence of acts, and that a real room with writer and store ends where the rules alone do.</summary>
public class RoomModerationProperties : ChatTestKit
{
    private static readonly RoomProtocol.Speaker[] People =
    [
        new(new UserId("ann-id"), "ann"), new(new UserId("ben-id"), "ben"), new(new UserId("cat-id"), "cat"), new(new UserId("dan-id"), "dan"),
        new(new UserId("eve-id"), "eve", Admin: true),
    ];

    private static readonly Gen<Whom> Someone = Gen.Int[0, 4].Select(i => new Whom(People[i].Name, People[i].Name, People[i].User, People[i].Admin));
    private static readonly Gen<string> Role = Gen.Int[0, 2].Select(i => new[] { RoomRole.Owner, RoomRole.Moderator, RoomRole.Member }[i]);
    private static readonly Gen<long?> Seconds = Gen.Int[0, 2].Select(i => new long?[] { null, 5, 3600 }[i]);

    private static readonly Gen<RoomAction> Action = Gen.Frequency(
        (6, Gen.Const<RoomAction>(Sample.Join())),
        (1, Gen.Const<RoomAction>(new RoomAction.Leave("left"))),
        (2, Gen.Int[0, 5].Select(k => (RoomAction)new RoomAction.Send("hi", $"key {k}", null))),
        (2, Someone.Select(w => (RoomAction)new RoomAction.Kick(w, null))),
        (2, Gen.Select(Someone, Seconds, (w, s) => (RoomAction)new RoomAction.Ban(w, null, "why", s))),
        (1, Seconds.Select(s => (RoomAction)new RoomAction.Ban(null, new ManyTarget(new SanctionTarget(TargetKind.Pattern, "?a*"), "?a*"), null, s))),
        (2, Someone.Select(w => (RoomAction)new RoomAction.Unban(w, null))),
        (1, Gen.Const<RoomAction>(new RoomAction.Unban(null, new ManyTarget(new SanctionTarget(TargetKind.Pattern, "?a*"), "?a*")))),
        (2, Gen.Select(Someone, Seconds, (w, s) => (RoomAction)new RoomAction.Mute(w, "why", s))),
        (1, Someone.Select(w => (RoomAction)new RoomAction.Unmute(w))),
        (4, Gen.Select(Someone, Role, (w, r) => (RoomAction)new RoomAction.SetRole(w, r))),
        (2, Gen.Select(Someone, Gen.Bool, (w, b) => (RoomAction)new RoomAction.Invite(w, b))),
        (2, Gen.Select(Gen.Int[0, 2].Select(i => new[] { RoomAccess.Public, RoomAccess.Invite, RoomAccess.Private }[i]), Gen.Bool, Gen.Int[0, 1],
            (a, r, s) => (RoomAction)new RoomAction.Configure(a, r, s * 10, null))),
        (1, Gen.Const<RoomAction>(new RoomAction.Topic("cats"))));

    private static readonly Gen<(int Who, RoomAction Action, int Later)[]> Commands = Gen.Select(Gen.Int[0, 4], Action, Gen.Int[0, 4]).Array[0, 60];

    private int _run;

    [Fact]
    public void Should_keep_what_holds_of_any_room_whatever_is_done() => Commands.Sample(commands =>
    {
        RoomState? state = null;
        DateTimeOffset now = Sample.Now;
        foreach ((int who, RoomAction action, int later) in commands)
        {
            now = now.AddSeconds(later);
            RoomProtocol.Speaker by = People[who];
            if (RoomRules.Decide(state, new RoomProtocol.Command(Sample.Lobby, by, null, action), now, Options) is RoomDecision.Store { Next: var next })
            {
                AssertAllowed(state, next, by, action);
                AssertHolds(next, now);
                state = next;
            }
        }
    });

    [Fact]
    public void Should_be_in_the_storage_what_the_rules_say() => Commands.Sample(
        commands =>
        {
            TestProbe hub = CreateTestProbe();
            var id = RoomId.OfName($"room{++_run}");
            var store = new MemoryStore();
            IActorRef writer = Sys.ActorOf(MessageWriter.Props(store, Options));
            IActorRef room = Sys.ActorOf(Room.Props(id, new RoomNeighbours(store, writer, ActorRefs.Nobody, Sys.ActorOf(Props.Create(() => new NobodyThere()))), Options, Time));
            RoomState? state = null;
            foreach ((int who, RoomAction action, int later) in commands)
            {
                Time.Advance(TimeSpan.FromSeconds(later));
                var command = new RoomProtocol.Command(id, People[who], Request(TestActor, hub), action);
                state = RoomRules.Decide(state, command, Time.GetUtcNow(), Options) is RoomDecision.Store { Next: var next } ? next : state;
                room.Tell(command);
                AwaitAnswer(hub);
            }

            StoredRoom? stored = store.LoadRoomAsync(id, default).GetAwaiter().GetResult();
            Assert.Equal(Show(state, Time.GetUtcNow()), Show(stored is null ? null : RoomState.From(stored), Time.GetUtcNow()));
            Sys.Stop(room);
        },
        iter: 60,
        threads: 1);

    private static void AwaitAnswer(TestProbe hub)
    {
        while (!hub.ExpectMsg<RelayProtocol.Output>().Items.Any(i => i is RelayItem.Reply or RelayItem.Posted { Origin: not null }))
        {
        }
    }

    private static string Show(RoomState? state, DateTimeOffset now)
    {
        if (state is null)
        {
            return "none";
        }

        string[] lines =
        [
            .. state.Members.Values.Select(m => $"{m.User} {m.Role}").Order(StringComparer.Ordinal),
            .. state.Staff.Select(s => $"staff {s}").Order(StringComparer.Ordinal),
            .. state.Moderation.Lines(SanctionKind.Ban, now).Select(l => $"ban {l}"),
            .. state.Moderation.Lines(SanctionKind.Mute, now).Select(l => $"mute {l}"),
            .. state.Moderation.Invitations.Values.Select(i => $"{i}").Order(StringComparer.Ordinal),
            $"{state.Moderation.Settings} {state.Topic}",
        ];
        return string.Join('\n', lines);
    }

    /// <summary>No one acts above its rank, and no one comes in who may not.</summary>
    private static void AssertAllowed(RoomState? before, RoomState after, RoomProtocol.Speaker by, RoomAction action)
    {
        if (before is null)
        {
            Assert.IsType<RoomAction.Join>(action);
            return;
        }

        foreach (UserId gone in before.Members.Keys.Except(after.Members.Keys))
        {
            Assert.True(gone == by.User || by.Admin || Rank(before, by.User) > Rank(before, gone), $"{by.Name} sent out {gone} by {action}");
        }

        foreach (Member now in after.Members.Values)
        {
            if (before.Members.TryGetValue(now.User, out Member? then) && then.Role != now.Role)
            {
                Assert.True(by.Admin || Rank(before, by.User) == 3, $"{by.Name} gave a role by {action}");
                Assert.True(by.Admin || now.User == by.User || Rank(before, now.User) < 3, $"{by.Name} changed an owner by {action}");
            }
        }

        if (before.Members.Values.Any(m => m.Role == RoomRole.Owner) && after.Members.Values.All(m => m.Role != RoomRole.Owner))
        {
            Assert.True(action is RoomAction.Leave || by.Admin, $"the last owner went by {action}");
        }

        if (action is RoomAction.Join && !before.Members.ContainsKey(by.User) && before.Moderation.Settings.Access != RoomAccess.Public)
        {
            Assert.True(by.Admin || before.Moderation.Invitations.ContainsKey(by.User), $"{by.Name} came in uninvited");
        }

        if (before.Moderation.Settings != after.Moderation.Settings)
        {
            Assert.True(by.Admin || Rank(before, by.User) == 3);
        }
    }

    private static void AssertHolds(RoomState state, DateTimeOffset now)
    {
        Assert.Equal(state.Members.Count, state.ByName.Count);
        Assert.Equal(state.Members.Values.Where(m => m.Role != RoomRole.Member).Select(m => m.User).ToHashSet(), state.Staff.ToHashSet());
        Assert.DoesNotContain(state.Members.Keys, m => People.Single(p => p.User == m) is { Admin: false } && state.Moderation.BanOf(m, null, null, now) is not null);
        Assert.DoesNotContain(state.Moderation.Invitations.Keys, state.Members.ContainsKey);
    }

    private static int Rank(RoomState state, UserId user) => People.Single(p => p.User == user).Admin
        ? 4
        : state.Members.GetValueOrDefault(user)?.Role switch { RoomRole.Owner => 3, RoomRole.Moderator => 2, RoomRole.Member => 1, _ => 0 };

    private sealed class NobodyThere : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(new DirectoryProtocol.PresenceOf([]));
    }
}
