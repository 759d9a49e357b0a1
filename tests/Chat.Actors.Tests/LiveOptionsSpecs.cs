using Chat.Actors.Edge;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests;

public class LiveOptionsSpecs
{
    private readonly LiveOptions _options = new(new ChatOptions { MaxConnections = 1, MaxFrameBytes = 2000, OutboxBytes = 10 });
    private readonly ConnectionTable _table;

    public LiveOptionsSpecs() => _table = new ConnectionTable(_options);

    [Fact]
    public void Should_count_for_what_happens_next()
    {
        Connection first = TestDevice.Open(_table).Connection;
        Assert.Throws<InvalidOperationException>(() => TestDevice.Open(_table));
        _options.Exchange(_options.Current with { MaxConnections = 2, OutboxBytes = 100 });

        Assert.NotEqual(first, TestDevice.Open(_table).Connection);
        Assert.Equal(Outbox.Posted.HasTurn, first.Outbox.Post(new byte[60]));
    }

    [Fact]
    public void Should_leave_a_connection_the_sizes_that_it_was_told()
    {
        Connection first = TestDevice.Open(_table).Connection;
        _options.Exchange(_options.Current with { MaxConnections = 2, MaxFrameBytes = 1000 });

        Assert.Equal(2000, first.Options.MaxFrameBytes);
        Assert.Equal(1000, TestDevice.Open(_table).Connection.Options.MaxFrameBytes);
    }
}
