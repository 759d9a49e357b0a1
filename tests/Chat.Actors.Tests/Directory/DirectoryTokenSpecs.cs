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

public class DirectoryTokenSpecs : DirectoryKit
{
    [Fact]
    public void Should_bring_a_guest_back_with_its_token()
    {
        (IActorRef directory, string token) = WithToken();
        Hello(directory, "alice", token);

        var attach = Sessions.ExpectMsg<SessionProtocol.Attach>();
        Assert.False(attach.IsNew);
        Assert.Null(attach.FormerName);
        Assert.Equal("alice", attach.Name);
    }

    [Fact]
    public void Should_bring_a_guest_back_under_another_name()
    {
        (IActorRef directory, string token) = WithToken();
        Hello(directory, "Ally", token);

        var attach = Sessions.ExpectMsg<SessionProtocol.Attach>();
        Assert.Equal(("Ally", "alice"), (attach.Name, attach.FormerName));
        Assert.Equal("Ally", Assert.IsType<Write.PutUser>(Submitted().Write).User.Name);
    }

    [Fact]
    public void Should_give_the_same_answer_to_every_wrong_token()
    {
        Store.Put(new Write.PutToken(new StoredToken(HashOf("old"), Sample.Alice.User, Sample.Now)));
        Store.Put(new Write.PutToken(new StoredToken(HashOf("orphan"), Sample.Bob.User, null)));
        IActorRef directory = Start(Sample.Guest(Sample.Alice) with { Guest = false });
        Refusal[] answers = [.. new[] { "unknown", "old", "orphan" }.Select(t =>
        {
            Hello(directory, "alice", t);
            return Refused();
        })];

        Assert.Equal(ErrorCodes.AuthFailed, answers[0].Code);
        Assert.All(answers, a => Assert.Equal(answers[0], a));
    }

    [Fact]
    public void Should_not_let_a_registered_users_token_take_another_name()
    {
        Store.Put(new Write.PutToken(new StoredToken(HashOf("mine"), Sample.Alice.User, null)));
        IActorRef directory = Start(Sample.Guest(Sample.Alice) with { Guest = false });
        Hello(directory, "mallory", "mine");

        Assert.Equal(ErrorCodes.AuthFailed, Refused().Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_be_unavailable_while_tokens_can_not_be_read(bool inTheCall)
    {
        (IActorRef directory, string token) = WithToken();
        Store.FailsAtOnce = inTheCall;
        Store.FailsReads = true;
        Hello(directory, "alice", token);
        Assert.Equal(ErrorCodes.Unavailable, Refused().Code);

        Store.FailsReads = Store.FailsAtOnce = false;
        Hello(directory, "alice", token);
        Sessions.ExpectMsg<SessionProtocol.Attach>();
    }
}
