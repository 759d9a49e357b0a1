using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Chat.Actors.Rooms;
using Chat.Actors.Serialization;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Serialization;

/// <summary>What crosses nodes, with the settings that ship.</summary>
public class ChatMessageSerializerSpecs : TestKit
{
    private readonly ChatMessageSerializer _serializer;

    public ChatMessageSerializerSpecs()
        : base(ClusterConfig()) => _serializer = new ChatMessageSerializer((ExtendedActorSystem)Sys);

    public static TheoryData<string> Manifests()
    {
        var data = new TheoryData<string>();
        foreach (Type type in ChatMessageSerializer.Types)
        {
            data.Add($"{type.DeclaringType!.Name}.{type.Name}:1");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Should_bring_every_message_back_as_it_was(string manifest)
    {
        Type type = ChatMessageSerializer.Types.Single(t => $"{t.DeclaringType!.Name}.{t.Name}:1" == manifest);
        foreach (object sample in new MessageSamples(TestActor).Of(type))
        {
            Assert.Equal(manifest, _serializer.Manifest(sample));
            object back = _serializer.FromBinary(_serializer.ToBinary(sample), manifest);

            Assert.Equal(ByValue.Of(sample), ByValue.Of(back));
        }
    }

    [Fact]
    public void Should_carry_every_message_that_may_cross_nodes()
    {
        Assert.True(ChatMessageSerializer.Types.Count > 20);
        Assert.All(
            ChatMessageSerializer.Types,
            t => Assert.IsType<ChatMessageSerializer>(Sys.Serialization.FindSerializerForType(t)));
    }

    [Fact]
    public void Should_bind_no_chat_message_to_the_default_format() => Assert.All(
        typeof(IChatMessage).Assembly.GetTypes().Where(t => typeof(IChatMessage).IsAssignableFrom(t)),
        t => Assert.IsNotType<NewtonSoftJsonSerializer>(Sys.Serialization.FindSerializerForType(t)));

    [Fact]
    public void Should_say_which_message_it_does_not_know()
    {
        var error = Assert.Throws<ArgumentException>(() => _serializer.FromBinary([], "RoomProtocol.Command:99"));

        Assert.Contains("RoomProtocol.Command:99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_carry_a_command_and_its_answer_between_two_nodes()
    {
        using var other = ActorSystem.Create("other", ClusterConfig());
        TestProbe room = CreateTestProbe();
        var elsewhere = new TestKit(other);
        string address = room.Ref.Path.ToStringWithAddress(((ExtendedActorSystem)Sys).Provider.DefaultAddress);
        IActorRef remote = ((ExtendedActorSystem)other).Provider.ResolveActorRef(address);
        var command = new RoomProtocol.Command(
            Sample.Lobby,
            Sample.Alice,
            new Actors.Edge.RequestRef(new Actors.Edge.DeviceRef(new ConnectionId(1), elsewhere.TestActor, elsewhere.TestActor), 2, 3),
            new RoomAction.Send("hi 🐈", "k1", null));
        remote.Tell(command, elsewhere.TestActor);

        RoomProtocol.Command received = room.ExpectMsg<RoomProtocol.Command>(ChatTestKit.Patience);
        Assert.Equal(command with { Origin = null }, received with { Origin = null });
        var output = new RelayProtocol.Output(Sample.Lobby, [new RelayItem.Posted(Sample.Message(1), received.Origin, "Lobby")]);
        received.Origin!.Device.Hub.Tell(output, room);

        RelayProtocol.Output back = elsewhere.ExpectMsg<RelayProtocol.Output>(ChatTestKit.Patience);
        var posted = Assert.IsType<RelayItem.Posted>(Assert.Single(back.Items));
        Assert.Equal(Sample.Message(1), posted.Message);
        Assert.Equal(elsewhere.TestActor, posted.Origin!.Device.Connection);
    }

    private static Config ClusterConfig() =>
        ConfigurationFactory.ParseString(
            """
            akka.remote.dot-netty.tcp.port = 0
            akka.loglevel = WARNING
            akka.stdout-loglevel = OFF
            akka.test.single-expect-default = 30s
            akka.test.default-timeout = 30s
            """)
            .WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cluster.conf"))))
            .WithFallback(DefaultConfig);
}
