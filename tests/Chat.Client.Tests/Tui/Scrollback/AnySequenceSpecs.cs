using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using CsCheck;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

/// <summary>Whatever the server says and whatever is pressed: the screen shows what the state says, at the place where the reader is.</summary>
[Collection("Screen")]
public sealed class AnySequenceSpecs
{
    private const int Sequences = 30;
    private const int Steps = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Key[] Keys =
    [
        Key.PageUp, Key.PageUp, Key.PageUp, Key.PageDown, Key.PageUp.WithAlt, Key.PageDown.WithAlt, Key.CursorUp.WithCtrl, Key.CursorDown.WithShift,
        Key.Home.WithCtrl, Key.End.WithCtrl, Key.End.WithCtrl, Key.Home.WithAlt, Key.CursorUp.WithAlt, Key.CursorUp.WithAlt, Key.CursorDown.WithAlt,
        Key.Esc, Key.Esc, Key.V, Key.N, Key.N.WithShift, new Key('/'), new Key('/').WithAlt, new Key('1'), new Key('x'), Key.Enter, Key.Backspace,
        Key.S.WithAlt, Key.Delete.WithAlt, Key.C,
    ];

    [Fact]
    public void Should_show_what_the_state_says_whatever_happens() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 400]).Array[1, Steps].Sample(Play, iter: Sequences, threads: 1, print: steps => string.Join(' ', steps));

    private static void Play((int What, int Which)[] steps)
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 300, 280, 0, ""), new RoomSummary("python", 40, 40, 0, ""));
        var server = new Server(chat);
        using var screen = new TestScreen(80, 24, chat);
        // Its list would stand before the chat.
        screen.Settings.Set(InputSettings.Completion, false);
        screen.Sees("nr 300");
        foreach ((int what, int which) in steps)
        {
            ScrollbackView view = screen.Presenter.Window.Chat;
            string? room = screen.Presenter.Current;
            ScrollAnchor? held = view.AtBottom || view.ShowsEnd || view.AtTop ? null : view.Anchor;
            int asked = chat.Requests.Count;
            bool isElsewhere = Step(screen, server, what, which);
            string? problem = Settled(screen);
            Assert.True(problem is null, $"{problem} after {what} {which}, on\n{string.Join('\n', screen.Screen)}");
            if (!isElsewhere && room == screen.Presenter.Current && held is { Key: TimelineKey.Message { Seq: var seq } } && !view.AtBottom && !view.ShowsEnd && !view.AtTop && view.Timeline.Message(seq) is not null)
            {
                Assert.Equal(held, view.Items.Where(item => item.Item.Key == held.Key).Select(item => new ScrollAnchor(item.Item.Key!, item.Row)).FirstOrDefault());
            }

            Assert.All(chat.Requests.Skip(asked).Where(request => request.StartsWith("read ", StringComparison.Ordinal)), request => Assert.True(
                view.AtBottom && request.StartsWith($"read {screen.Presenter.Current} ", StringComparison.Ordinal), $"{request} in {screen.Presenter.Current} after {what} {which}"));
        }
    }

    // Updates come on another thread: some turns may pass before all is shown.
    private static string? Settled(TestScreen screen)
    {
        long start = TimeProvider.System.GetTimestamp();
        string? problem = Problem(screen);
        while (problem is not null && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            Thread.Yield();
            screen.Do(() => { });
            problem = Problem(screen);
        }

        return problem;
    }

    // True where the reader goes elsewhere by it.
    private static bool Step(TestScreen screen, Server server, int what, int which)
    {
        FakeChat chat = server.Chat;
        string room = which % 3 == 0 ? "python" : "lobby";
        switch (what)
        {
            case <= 2:
                server.Says(room, which % 2 == 0 ? "Bob" : "alice");
                break;
            case 3:
                chat.Comes(room, $"guest{which % 5}");
                break;
            case 4:
                chat.Event(new LeftEvent(room, $"guest{which % 5}", "left", chat.Now));
                break;
            case 5:
                chat.Event(new RenamedEvent($"guest{which % 5}", $"guest{which % 3}", chat.Now, room));
                break;
            case 6:
                server.Misses(room, 1 + (which % 20));
                break;
            case 7:
                server.FillsGap(room);
                break;
            case 8:
                chat.Connection(which % 2 == 0 ? new ConnectionState.Offline(chat.Now, chat.Now.AddSeconds(5), "gone") : new ConnectionState.Live());
                break;
            case 9:
                chat.Acknowledging = which % 2 == 0 ? Task.CompletedTask : new TaskCompletionSource().Task;
                chat.Refuse = which % 5 == 0 ? request => request.StartsWith("send", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.TooLarge, "Too long.") : null : _ => null;
                break;
            case 10:
                screen.Type($"mine {which}");
                return true;
            case 11:
                screen.Resize(25 + (which % 100), 4 + (which % 37));
                return true;
            case 12:
                screen.Press((which % 2 == 0 ? Key.D1 : Key.D2).WithAlt);
                return true;
            case 13:
                screen.Do(() => screen.Presenter.ShowMessage(room, 1 + which));
                return true;
            case 14:
                screen.Wheel(30, 3, up: which % 3 > 0);
                return true;
            case 15:
                screen.Click(30, 1 + (which % 20));
                return true;
            default:
                screen.Press(Keys[which % Keys.Length]);
                return true;
        }

        return false;
    }

    private static string? Problem(TestScreen screen)
    {
        ScrollbackView view = screen.Presenter.Window.Chat;
        TimelineContent content = view.Timeline.Content;
        RoomView? room = screen.Presenter.State.Rooms.GetValueOrDefault(screen.Presenter.Current ?? "");
        bool isExcerpt = room?.Excerpt is { } excerpt && ReferenceEquals(content.Messages, excerpt.Messages);
        if (room is null || (!isExcerpt && !ReferenceEquals(content.Messages, room.Messages)))
        {
            return "other messages than the state's";
        }

        if (!isExcerpt && !content.Sends.Select(send => send.Send).SequenceEqual(screen.Presenter.State.SendsIn(room.Name)))
        {
            return "other own messages than the state's";
        }

        List<TimelineItem> all = NaiveTimeline.Build(content);
        List<TimelineItem> seen = [.. view.Items.Select(item => item.Item)];
        int first = Enumerable.Range(0, all.Count).FirstOrDefault(at => all.Skip(at).Take(seen.Count).SequenceEqual(seen), -1);
        int end = view.Items.Count == 0 ? 0 : view.Items[^1].End;
        return first < 0 && all.Count > 0 ? "not a piece of what there is"
            : seen.Count > 0 && (view.Items[0].Row > 0 || (first > 0 && view.Items[0].End <= 0)) ? "room left at the top"
            : end < view.Rows && (first > 0 || first + seen.Count < all.Count || (seen.Count > 0 && view.Items[0].Row < 0)) ? "room left at the end"
            : view.Items.Zip(view.Items.Skip(1)).Any(pair => pair.First.End != pair.Second.Row) ? "rows left between"
            : view.AtBottom && (first + seen.Count != all.Count || end > view.Rows) ? "not at the end"
            : Painted(screen, view);
    }

    private static string? Painted(TestScreen screen, ScrollbackView view)
    {
        var layout = new MessageLayout(TimeZoneInfo.Utc);
        System.Drawing.Rectangle frame = view.FrameToScreen();
        string[] rows = screen.Screen;
        foreach (PlacedItem item in view.Items)
        {
            List<IReadOnlyList<Span>> expected = layout.Rows(item.Item, frame.Width);
            for (int row = Math.Max(0, -item.Row); row < expected.Count && item.Row + row < view.Rows; row++)
            {
                string shown = rows[frame.Y + item.Row + row].PadRight(frame.Right)[frame.X..frame.Right].TrimEnd();
                string wanted = string.Concat(expected[row].Select(span => span.Text)).TrimEnd();
                if (shown != wanted)
                {
                    return $"'{shown}' in place of '{wanted}'";
                }
            }
        }

        return null;
    }

    /// <summary>Keeps the whole log of each room, and answers with pages of it.</summary>
    private sealed class Server
    {
        private readonly Dictionary<string, List<MessageInfo>> _logs = [];

        public Server(FakeChat chat)
        {
            Chat = chat;
            Add("lobby", 300);
            Add("python", 40);
            chat.HistoryOf = (room, before) => Page(room, before ?? _logs[room].Count + 1);
        }

        public FakeChat Chat { get; }

        public void Says(string room, string from)
        {
            Chat.Says(room, from, Text(_logs[room].Count + 1));
            Follow(room);
        }

        public void Misses(string room, int count)
        {
            Follow(room);
            Add(room, count);
            Chat.Misses(room, count);
        }

        public void FillsGap(string room)
        {
            Follow(room);
            if (Chat.State.Rooms[room].Gap is { } gap)
            {
                Chat.Brings(room, [.. _logs[room].Where(message => message.Seq >= gap.From && message.Seq <= gap.To).Take(7)]);
            }
        }

        // What was sent from the screen is in the log too.
        private void Follow(string room)
        {
            List<MessageInfo> log = _logs[room];
            log.AddRange(Chat.State.Rooms[room].Messages.Where(message => message.Seq > log.Count));
        }

        private HistoryOk Page(string room, long before)
        {
            List<MessageInfo> log = _logs[room];
            MessageInfo[] page = [.. log.Where(message => message.Seq < before && message.Seq >= before - 60)];
            return new HistoryOk(room, page, Start: page is [] or [{ Seq: 1 }, ..], End: before > log.Count);
        }

        private void Add(string room, int count)
        {
            if (!_logs.TryGetValue(room, out List<MessageInfo>? log))
            {
                Chat.Logs[room] = _logs[room] = log = [];
            }

            for (int i = 0; i < count; i++)
            {
                long seq = log.Count + 1;
                log.Add(new MessageInfo(seq, Chat.Now.AddHours(seq - 320), seq % 4 == 0 ? "Alice" : "Bob", Text(seq), $"k{seq}"));
            }
        }

        private static string Text(long seq) => $"nr {seq}" + string.Concat(Enumerable.Repeat(seq % 7 == 0 ? "\nword" : " word", (int)(seq * 31 % 23)));
    }
}
