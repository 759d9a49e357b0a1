using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>
/// Messages far from the kept ones: around a search result, a date, the first unread one. Reading there moves no read marker. Each method that asks the server
/// fails with <see cref="ChatException"/> where it refuses, is silent, or not there.
/// </content>
public sealed partial class ChatClient
{
    /// <summary>
    /// Makes a message readable: where <see cref="RoomView.Messages"/> does not have it, the messages around it become the room's
    /// <see cref="RoomView.Excerpt"/>, in place of an earlier one, or join the kept messages where the two meet.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="seq">The message. Where it was removed, its neighbours are got.</param>
    /// <param name="limit">How many messages to ask for, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Where it, or what is left around it, can be read; nothing was asked of the server where that was known.</returns>
    public async Task<MessagePlace> OpenExcerptAsync(string room, long seq, int? limit = null, CancellationToken cancellationToken = default)
    {
        MessagePlace place = PlaceOf(room, seq);
        if (place != MessagePlace.None)
        {
            return place;
        }

        HistoryOk page = await AskAsync<HistoryOk>(
            id => new HistoryRequest(id, room, Around: seq, Limit: limit), ok => new ChatInput.ExcerptOpened(ok), cancellationToken).ConfigureAwait(false);
        return page.Messages.Count == 0
            ? MessagePlace.None
            : PlaceOf(page.Room, page.Messages.MinBy(message => Math.Abs(message.Seq - seq))!.Seq);
    }

    /// <summary>
    /// Reads on from a room's excerpt. It keeps 2,000 messages and drops those at its other end; where it meets the kept messages it joins them, and
    /// <see cref="RoomView.Excerpt"/> is null.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="older">True for the messages before it, false for those after.</param>
    /// <param name="limit">How many messages to ask for, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Where its messages are now; <see cref="MessagePlace.None"/> where there was none.</returns>
    public async Task<MessagePlace> ExtendExcerptAsync(string room, bool older, int? limit = null, CancellationToken cancellationToken = default)
    {
        if (State.Rooms.GetValueOrDefault(room)?.Excerpt is not { } excerpt)
        {
            return MessagePlace.None;
        }

        if (older && excerpt.ReachesStart)
        {
            return MessagePlace.Excerpt;
        }

        long edge = excerpt.Messages[older ? 0 : ^1].Seq;
        HistoryOk page = await AskAsync<HistoryOk>(
            id => older ? new HistoryRequest(id, room, Before: edge, Limit: limit) : new HistoryRequest(id, room, After: edge, Limit: limit),
            ok => new ChatInput.ExcerptExtended(ok, older),
            cancellationToken).ConfigureAwait(false);
        return PlaceOf(page.Room, edge);
    }

    /// <summary>Drops a room's excerpt, where there is one.</summary>
    public void CloseExcerpt(string room)
    {
        if (State.Rooms.GetValueOrDefault(room)?.Excerpt is not null)
        {
            _store.Apply(new ChatInput.ExcerptClosed(room));
        }
    }

    /// <summary>
    /// Finds the first message at or after a time. Asks nothing where the kept messages tell; otherwise the server for one message at a time, at most
    /// log2 of the newest seq, and two, times: 22 for a million messages. Changes nothing in the state.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Its seq; null where the newest message is older, or there is none.</returns>
    public async Task<long?> FindDateAsync(string room, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        (bool isKnown, long? found) = DateSearch.InKept(State.Rooms.GetValueOrDefault(room), at);
        if (isKnown)
        {
            return found;
        }

        var search = new DateSearch(at, found);
        while (!search.IsDone)
        {
            search.Take(await AskAsync<HistoryOk>(id => new HistoryRequest(id, room, After: search.After, Limit: 1), null, cancellationToken).ConfigureAwait(false));
        }

        return search.Found;
    }

    private MessagePlace PlaceOf(string room, long seq) => State.Rooms.GetValueOrDefault(room)?.PlaceOf(seq) ?? MessagePlace.None;
}
