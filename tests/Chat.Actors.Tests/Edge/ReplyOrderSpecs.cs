using System.Text;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using CsCheck;

namespace Chat.Actors.Tests.Edge;

public class ReplyOrderSpecs
{
    private readonly ReplyOrder _order = new();

    [Fact]
    public void Should_hold_a_reply_until_the_earlier_ones_on_its_room_are_out()
    {
        long first = _order.Begin("lobby");
        long second = _order.Begin("LOBBY");
        long third = _order.Begin("lobby");

        Assert.Empty(Complete(third));
        Assert.Empty(Complete(second));
        Assert.Equal([first, second, third], Complete(first));
        Assert.Equal(0, _order.InFlight);
    }

    [Fact]
    public void Should_let_replies_of_different_rooms_pass_one_another()
    {
        long lobby = _order.Begin("lobby");
        long python = _order.Begin("python");

        Assert.Equal([python], Complete(python));
        Assert.Equal([lobby], Complete(lobby));
    }

    [Fact]
    public void Should_never_hold_a_reply_that_is_about_no_room()
    {
        _order.Begin("lobby");
        long ping = _order.Begin(null);

        Assert.Equal([ping], Complete(ping));
    }

    [Fact]
    public void Should_ignore_a_second_answer()
    {
        long first = _order.Begin("lobby");
        long second = _order.Begin("lobby");

        Assert.Empty(Complete(second));
        Assert.False(_order.Complete(second, Frame(99), []));
        Assert.Equal([first, second], Complete(first));
        Assert.False(_order.Complete(first, Frame(first), []));
    }

    [Fact]
    public void Should_show_no_page_of_a_room_that_its_reader_was_sent_out_of()
    {
        (long first, long waits, long late) = (_order.Begin("python"), _order.Begin("python"), _order.Begin("python"));
        var ready = new List<byte[]>();
        _order.Complete(waits, Frame(waits), ready, new OneRoomPage("Python", Frame(102)));
        _order.Leave("Python");
        long behind = _order.Begin("python");
        _order.Complete(first, Frame(first), ready, new OneRoomPage("Other", Frame(101)));
        _order.Complete(late, Frame(late), ready, new OneRoomPage("Python", Frame(103)));
        _order.Complete(behind, Frame(behind), ready, new OneRoomPage("Python", Frame(104)));

        Assert.Equal([Frame(first), Frame(102), Frame(103), Frame(behind)], ready);
    }

    [Fact]
    public void Should_take_out_of_what_was_found_each_room_that_its_reader_was_sent_out_of()
    {
        long search = _order.Begin(null);
        long open = _order.Begin("lobby");
        _order.Leave("Python");
        _order.Leave("Java");
        var ready = new List<byte[]>();
        FoundPage found = Found("Python", "Lobby", "Java", "Python");
        _order.Complete(search, found.Frame, ready, found);
        long later = _order.Begin(null);
        _order.Complete(later, found.Frame, ready, found);

        Assert.Equal([Found("Lobby").Frame, found.Frame], ready);
        Assert.Equal(1, _order.InFlight);
        Assert.Equal([open], Complete(open));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Should_refuse_the_search_of_a_room_that_its_reader_was_sent_out_of(int hits)
    {
        FoundPage found = Found([.. Enumerable.Repeat("Python", hits)]) with { Only = RoomId.OfName("python") };

        Assert.Null(found.Without("Lobby"));
        (byte[] frame, RoomPage? rest) = found.Without("Python")!.Value;
        Assert.Contains("not-member", System.Text.Encoding.UTF8.GetString(frame), StringComparison.Ordinal);
        Assert.Null(rest);
    }

    [Fact]
    public void Should_ignore_a_ticket_it_never_gave() => Assert.False(_order.Complete(17, Frame(17), []));

    [Fact]
    public void Should_answer_all_and_keep_each_rooms_order_whatever_order_answers_come_in() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Int[0, int.MaxValue]).Sample((rooms, seed) =>
        {
            var order = new ReplyOrder();
            var tickets = rooms.Select(r => (Room: r, Ticket: order.Begin(r == 0 ? null : $"room{r}"))).ToList();
            var shuffled = tickets.ToArray();
            new Random(seed).Shuffle(shuffled);
            var ready = new List<byte[]>();
            foreach ((int _, long ticket) in shuffled)
            {
                Assert.True(order.Complete(ticket, Frame(ticket), ready));
            }

            long[] left = [.. ready.Select(TicketOf)];
            Assert.Equal(tickets.Select(t => t.Ticket).Order(), left.Order());
            foreach (var room in tickets.Where(t => t.Room != 0).GroupBy(t => t.Room))
            {
                Assert.Equal(room.Select(t => t.Ticket), left.Where(l => room.Any(t => t.Ticket == l)));
            }
        });

    private static FoundPage Found(params string[] rooms) =>
        new(5, new SearchPage([.. rooms.Select(room => new SearchHit(1, room, Sample.Message(1)))], 9), null, new ChatOptions().Names);

    private IEnumerable<long> Complete(long ticket)
    {
        var ready = new List<byte[]>();
        Assert.True(_order.Complete(ticket, Frame(ticket), ready));
        return ready.Select(TicketOf);
    }

    private static byte[] Frame(long ticket) => Encoding.ASCII.GetBytes(ticket.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static long TicketOf(byte[] frame) => long.Parse(frame, System.Globalization.CultureInfo.InvariantCulture);
}
