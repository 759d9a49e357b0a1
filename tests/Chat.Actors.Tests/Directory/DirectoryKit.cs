using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Directory;

/// <summary>The directory with probes for writer and sessions.</summary>
public abstract class DirectoryKit : ChatTestKit
{
    private static readonly Dictionary<string, long> NoCursors = [];

    private protected ScriptedStore Store { get; } = new();
    protected TestProbe Writer { get; }

    protected TestProbe Sessions { get; }

    protected TestProbe Rooms { get; }

    protected TestProbe Passwords { get; }

    protected DirectoryKit()
    {
        Writer = CreateTestProbe();
        Sessions = CreateTestProbe();
        Rooms = CreateTestProbe();
        Passwords = CreateTestProbe();
    }

    private protected IActorRef Start(params StoredUser[] users) => Start(Options, users);

    private protected IActorRef Start(ChatOptions options, params StoredUser[] users)
    {
        Store.Put([.. users.Select(u => new Write.PutUser(u))]);
        IActorRef directory = Sys.ActorOf(UserDirectory.Props(Store, Writer, Sessions, Rooms, Passwords, options, Time));
        if (!Store.FailsReads)
        {
            Resolve(directory, "loaded");
        }

        return directory;
    }

    private protected (IActorRef Directory, string Token) WithToken()
    {
        Store.Put(new Write.PutToken(new StoredToken(HashOf("secret"), Sample.Alice.User, null)));
        return (Start(Sample.Guest(Sample.Alice)), "secret");
    }

    private protected RequestRef Hello(IActorRef directory, string user, string? token = null)
    {
        RequestRef origin = Request(TestActor, TestActor);
        directory.Tell(new DirectoryProtocol.Hello(origin, user, token, NoCursors));
        return origin;
    }

    private protected static void Present(IActorRef directory, UserId user, Presence presence) =>
        directory.Tell(new DirectoryProtocol.PresenceChanged(user, presence));

    private protected RoomProtocol.Speaker? Resolve(IActorRef directory, string folded)
    {
        directory.Tell(new DirectoryProtocol.Resolve(folded, null!));
        return ExpectMsg<DirectoryProtocol.Resolved>().Who;
    }

    private protected WriterProtocol.Submit Submitted() => Writer.ExpectMsg<WriterProtocol.Submit>();

    private protected void Commit(WriterProtocol.Submit submit) =>
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, WriteResult.Done.Instance)]));

    private protected Refusal Refused() => Assert.IsType<SessionReply.Refused>(ExpectMsg<SessionProtocol.Reply>().Answer).Why;

    private protected static string HashOf(string token) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)))
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
