using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <content>Messages far from the newest, cut from <see cref="Logs"/> as the server cuts them.</content>
internal sealed partial class FakeChat
{
    private const int DefaultPage = 50;

    /// <summary>Room → all its messages, ascending. A room that is not here has none.</summary>
    public Dictionary<string, IReadOnlyList<MessageInfo>> Logs { get; } = new(RoomNames.Users);

    public Task<MessagePlace> OpenExcerptAsync(string room, long seq, int? limit = null, CancellationToken cancellationToken = default)
    {
        Note($"excerpt {room} {seq}");
        if (PlaceOf(room, seq) is var place && place != MessagePlace.None)
        {
            return Task.FromResult(place);
        }

        int half = (limit ?? DefaultPage) / 2;
        HistoryOk page = Cut(room, message => message.Seq >= seq - half && message.Seq <= seq + half);
        Take(new ChatInput.ExcerptOpened(page), room);
        return Task.FromResult(page.Messages.Count == 0 ? MessagePlace.None : PlaceOf(room, page.Messages.MinBy(message => Math.Abs(message.Seq - seq))!.Seq));
    }

    public Task<MessagePlace> ExtendExcerptAsync(string room, bool older, int? limit = null, CancellationToken cancellationToken = default)
    {
        Note($"excerpt {room} {(older ? "older" : "newer")}");
        if (State.Rooms[room].Excerpt is not { } excerpt)
        {
            return Task.FromResult(MessagePlace.None);
        }

        int most = limit ?? DefaultPage;
        long edge = excerpt.Messages[older ? 0 : ^1].Seq;
        HistoryOk page = older
            ? Cut(room, message => message.Seq < edge && message.Seq >= edge - most)
            : Cut(room, message => message.Seq > edge && message.Seq <= edge + most);
        Take(new ChatInput.ExcerptExtended(page, older), room);
        return Task.FromResult(PlaceOf(room, edge));
    }

    public void CloseExcerpt(string room) => Take(new ChatInput.ExcerptClosed(room), room);

    public Task<long?> FindDateAsync(string room, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        Answer($"date {room} {at:O}", Logs.GetValueOrDefault(room, []).FirstOrDefault(message => message.At >= at)?.Seq);

    private MessagePlace PlaceOf(string room, long seq) => State.Rooms.GetValueOrDefault(room)?.PlaceOf(seq) ?? MessagePlace.None;

    private HistoryOk Cut(string room, Func<MessageInfo, bool> isWanted)
    {
        IReadOnlyList<MessageInfo> log = Logs.GetValueOrDefault(room, []);
        MessageInfo[] page = [.. log.Where(isWanted)];
        return new HistoryOk(
            room, page, Start: page.Length == 0 || ReferenceEquals(page[0], log[0]), End: page.Length == 0 || ReferenceEquals(page[^1], log[^1]));
    }

    private void Take(ChatInput input, string room)
    {
        lock (_gate)
        {
            Apply(input);
            Tell(new ChatUpdate.ExcerptChanged(State, room));
        }
    }
}
