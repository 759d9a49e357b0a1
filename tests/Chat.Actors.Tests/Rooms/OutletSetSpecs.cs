using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Rooms;

public class OutletSetSpecs
{
    private readonly ConnectionTable _table = new(new ChatOptions());
    private readonly FanOut _fanOut = new();
    private readonly OutletSet _outlets;
    private readonly List<string> _encoded = [];

    public OutletSetSpecs() => _outlets = new OutletSet(_fanOut);

    [Fact]
    public void Should_encode_once_for_all_who_know_the_room_by_one_name()
    {
        TestDevice[] devices = [Add(Sample.Alice, "Lobby"), Add(Sample.Bob, "Lobby"), Add(Sample.Carol, "Lobby")];

        _outlets.PostToLive(Encode);

        Assert.Equal(["Lobby"], _encoded);
        Assert.All(devices, d => Assert.Single(Sent(d)));
    }

    [Fact]
    public void Should_encode_once_for_each_side_of_a_pair()
    {
        TestDevice alice = Add(Sample.Alice, "@bob");
        TestDevice bob = Add(Sample.Bob, "@alice");
        Add(Sample.Bob, "@alice");

        _outlets.Post(Encode);

        Assert.Equal(["@bob", "@alice"], _encoded);
        Assert.Equal("@bob", ((NoticeEvent)Sent(alice)[0]).Text);
        Assert.Equal("@alice", ((NoticeEvent)Sent(bob)[0]).Text);
    }

    [Fact]
    public void Should_post_messages_only_to_those_that_are_live()
    {
        TestDevice behind = Add(Sample.Alice, "Lobby", live: false);

        _outlets.PostToLive(Encode);

        Assert.Empty(Sent(behind));
        Assert.Single(_outlets.Behind);
    }

    [Fact]
    public void Should_leave_out_all_devices_of_the_one_who_types()
    {
        TestDevice one = Add(Sample.Alice, "Lobby");
        TestDevice other = Add(Sample.Alice, "Lobby");
        TestDevice bob = Add(Sample.Bob, "Lobby");

        _outlets.Post(Encode, except: Sample.Alice.User);

        Assert.Empty(Sent(one));
        Assert.Empty(Sent(other));
        Assert.Single(Sent(bob));
    }

    [Fact]
    public void Should_give_a_pair_another_name_only_for_the_other_one()
    {
        Add(Sample.Alice, "@bob");
        Add(Sample.Bob, "@alice");

        _outlets.Relabel(Sample.Bob.User, "@robert");

        Assert.Equal(["@robert", "@alice"], _outlets.All.Select(o => o.Label));
    }

    [Fact]
    public void Should_give_a_room_of_ones_own_ones_own_new_name()
    {
        Add(Sample.Bob, "@bob");

        _outlets.Relabel(Sample.Bob.User, "@robert");

        Assert.Equal("@robert", Assert.Single(_outlets.All).Label);
    }

    [Fact]
    public void Should_remove_all_devices_of_a_user()
    {
        Add(Sample.Alice, "Lobby");
        Add(Sample.Alice, "Lobby");
        Add(Sample.Bob, "Lobby");

        _outlets.RemoveUser(Sample.Alice.User);

        Assert.Equal(Sample.Bob.User, Assert.Single(_outlets.All).User);
    }

    [Fact]
    public void Should_post_to_those_devices_of_a_user_that_are_there()
    {
        TestDevice[] devices = [Add(Sample.Alice, "Lobby"), Add(Sample.Alice, "Lobby"), Add(Sample.Alice, "Lobby"), Add(Sample.Alice, "Lobby")];
        TestDevice bob = Add(Sample.Bob, "Lobby");

        foreach (int gone in (int[])[1, 3, 0])
        {
            _outlets.Remove(devices[gone].Id);
            _outlets.Remove(devices[gone].Id);
            _outlets.PostTo(Sample.Alice.User, Encode);

            Assert.All(devices, d => Assert.Equal(_outlets.Find(d.Id) is null ? 0 : 1, Sent(d).Count));
        }

        _outlets.Remove(devices[2].Id);
        _outlets.PostTo(Sample.Alice.User, Encode);
        Assert.Empty(Sent(devices[2]));
        Assert.Empty(Sent(bob));
        Assert.Equal(1, _outlets.Count);
    }

    private IReadOnlyList<ServerFrame> Sent(TestDevice device)
    {
        _fanOut.Flush(Akka.Actor.ActorRefs.Nobody);
        return device.TakeAll();
    }

    private TestDevice Add(RoomProtocol.Speaker user, string label, bool live = true)
    {
        TestDevice device = TestDevice.Open(_table);
        _outlets.Add(new Outlet(device.Connection, user.User, label, 0) { IsLive = live });
        return device;
    }

    private ReadOnlyMemory<byte> Encode(string label)
    {
        _encoded.Add(label);
        return FrameCodec.Encode(new NoticeEvent(label));
    }
}
