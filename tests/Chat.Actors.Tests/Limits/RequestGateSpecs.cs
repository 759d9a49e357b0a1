using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Actors.Tests.Limits;

public class RequestGateSpecs
{
    private readonly FakeTimeProvider _time = new();
    private LiveOptions _options = new(new ChatOptions());
    private ConnectionTable? _table;

    private ConnectionTable Table => _table ??= new ConnectionTable(_options, _time);

    public static TheoryData<string> Kinds() => ["send", "join", "history", "search", "typing", "nick", "ping"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_refuse_what_is_too_much_and_take_it_after_the_time_it_told(string kind)
    {
        TestDevice device = Known(Sample.Alice.User);
        long id = 0;
        ErrorReply? refusal = null;
        while (refusal is null)
        {
            Assert.InRange(++id, 1, 2001);
            refusal = Judge(device, Make(kind, id));
        }

        Assert.Equal((ErrorCodes.RateLimited, id), (refusal.Code, refusal.Re));
        Assert.InRange(refusal.RetryAfterMs!.Value, 1, 60_000);
        _time.Advance(TimeSpan.FromMilliseconds(refusal.RetryAfterMs.Value));
        Assert.Null(Judge(device, Make(kind, id)));
    }

    [Fact]
    public void Should_count_a_user_with_many_devices_as_one_and_others_apart()
    {
        TestDevice[] devices = [Known(Sample.Alice.User), Known(Sample.Alice.User), Known(Sample.Alice.User)];
        int taken = Enumerable.Range(1, 300).Count(i => Judge(devices[i % 3], Make("send", i)) is null);

        Assert.Equal(new LimitOptions().Sends.Most, taken);
        Assert.Null(Judge(Known(Sample.Bob.User), Make("send", 1)));
    }

    [Fact]
    public void Should_remember_a_user_that_comes_again_and_forget_it_when_it_owes_nothing()
    {
        TestDevice device = Known(Sample.Alice.User);
        Assert.All(Enumerable.Range(1, new LimitOptions().Sends.Most), i => Assert.Null(Judge(device, Make("send", i))));
        Table.Remove(device.Id);

        Assert.NotNull(Judge(Known(Sample.Alice.User), Make("send", 99)));
        TestDevice bob = Known(Sample.Bob.User);
        Assert.Null(Judge(bob, Make("send", 1)));
        Table.Remove(bob.Id);
        Table.SweepIdle();
        Assert.Equal(2, Table.Users.Count);
        _time.Advance(TimeSpan.FromMinutes(5));
        Table.SweepIdle();
        Assert.Equal(1, Table.Users.Count);
    }

    [Fact]
    public void Should_let_a_client_come_back_to_two_hundred_rooms()
    {
        TestDevice device = Known(Sample.Alice.User);
        for (int room = 0; room < 200; room++)
        {
            Assert.Null(Judge(device, new HistoryRequest(1, $"room {room}")));
            Assert.Null(Judge(device, new UsersRequest(1, $"room {room}")));
            Assert.Null(Judge(device, new TopicRequest(1, $"room {room}")));
        }
    }

    [Fact]
    public void Should_refuse_rubbish_by_the_frames_it_takes_and_end_who_goes_on()
    {
        TestDevice device = Unknown();
        var rubbish = new DecodedRequest(null, new ErrorReply(ErrorCodes.BadFrame, "no"));
        int answered = 0;
        while (device.Connection.Judge(rubbish)!.Code == ErrorCodes.BadFrame)
        {
            answered++;
        }

        Assert.Equal(new LimitOptions().Frames.Most / RequestCost.Rubbish, answered);
        for (int i = 0; i < new LimitOptions().Refusals.Most; i++)
        {
            Assert.Equal(ErrorCodes.RateLimited, device.Connection.Judge(rubbish)!.Code);
        }

        Assert.Equal(ErrorCodes.RateLimited, Assert.IsType<ByeEvent>(device.TakeAll().Single()).Code);
    }

    [Fact]
    public void Should_always_let_one_go()
    {
        TestDevice device = Known(Sample.Alice.User);
        while (Judge(device, new PingRequest(1)) is null)
        {
        }

        Assert.Null(Judge(device, new QuitRequest(2)));
    }

    [Fact]
    public void Should_hold_back_the_same_text_and_bear_with_short_ones_and_with_repetitions_of_one_message()
    {
        TestDevice device = Known(Sample.Alice.User);

        Assert.Equal(5, Said(device, "Buy cheap pearls!", 10));
        Assert.Equal(0, Said(device, " buy cheap PEARLS! ", 1));
        Assert.Equal(15, Said(device, "+1", 20));
        Assert.Null(Judge(device, new SendRequest(1, "elsewhere", "Buy cheap pearls!", "k")));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Null(Judge(device, new SendRequest(1, "lobby", "Has anyone seen my snake?", "one key"))));
    }

    [Fact]
    public void Should_not_forget_a_text_for_others_in_between()
    {
        TestDevice device = Known(Sample.Alice.User);
        Assert.Equal(5, Said(device, "Buy cheap pearls!", 5));
        for (int i = 0; i < 50; i++)
        {
            Judge(device, new SendRequest(1, "lobby", $"something else {i}", $"other {i}"));
        }

        Assert.Equal(0, Said(device, "Buy cheap pearls!", 1));
    }

    [Fact]
    public void Should_go_by_the_limits_that_count_now()
    {
        TestDevice device = Known(Sample.Alice.User);
        while (Judge(device, Make("send", 1)) is null)
        {
        }

        _options.Exchange(_options.Current with { Limits = LimitOptions.Off });
        Assert.Null(Judge(device, Make("send", 1)));
    }

    [Fact]
    public void Should_limit_passwords_and_registrations_of_an_address()
    {
        _options = new(new ChatOptions { Limits = new LimitOptions { Logins = new Rate(2, TimeSpan.FromMinutes(1)), Registrations = new Rate(1, TimeSpan.FromHours(1)) } });
        TestDevice device = Unknown();

        Assert.Null(Judge(device, new HelloRequest(1, "alice", "password")));
        Assert.Null(Judge(device, new HelloRequest(2, "alice", "password")));
        Assert.Equal(30_000, Judge(device, new HelloRequest(3, "alice", "password"))!.RetryAfterMs);
        Assert.Null(Judge(device, new HelloRequest(4, "alice", null, "token")));
        Assert.Null(Judge(device, new RegisterRequest(5, "alice", "password")));
        Assert.Equal(ErrorCodes.RateLimited, Judge(device, new RegisterRequest(6, "alice", "password"))!.Code);
    }

    private static Request Make(string kind, long id) => kind switch
    {
        "send" => new SendRequest(id, "lobby", $"text {id}", $"key {id}"),
        "join" => new JoinRequest(id, "lobby"),
        "history" => new HistoryRequest(id, "lobby"),
        "search" => new SearchRequest(id, "snakes"),
        "typing" => new TypingRequest(id, "lobby"),
        "nick" => new NickRequest(id, "someone"),
        _ => new PingRequest(id),
    };

    private static ErrorReply? Judge(TestDevice device, Request request) => device.Connection.Judge(new DecodedRequest(request, null));

    private static int Said(TestDevice device, string text, int times) =>
        Enumerable.Range(0, times).Count(_ => Judge(device, new SendRequest(1, "lobby", text, Guid.NewGuid().ToString("N"))) is null);

    private TestDevice Unknown() => TestDevice.Open(Table);

    private TestDevice Known(UserId user)
    {
        TestDevice device = Unknown();
        Table.Identify(device.Connection, user);
        return device;
    }
}
