using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.Connection;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>What a client asks of the server. Each method fails with <see cref="ChatException"/> where the server refuses, is silent, or not there.</content>
public sealed partial class ChatClient
{
    /// <summary>Enters a room, which is made when it does not exist.</summary>
    public Task<JoinOk> JoinAsync(string room, CancellationToken cancellationToken = default) =>
        AskAsync<JoinOk>(id => new JoinRequest(id, room), ok => new ChatInput.RoomJoined(ok), cancellationToken);

    /// <summary>Leaves a room.</summary>
    public Task LeaveAsync(string room, CancellationToken cancellationToken = default) =>
        AskAsync<LeaveOk>(id => new LeaveRequest(id, room), ok => new ChatInput.RoomLeft(ok.Room ?? room), cancellationToken);

    /// <summary>
    /// Reads a page of a room's log: the latest messages, or those before, after or around a seq. What touches the kept messages joins them in the state.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="before">Messages with a smaller seq.</param>
    /// <param name="after">Messages with a greater seq.</param>
    /// <param name="around">Messages on both sides of this seq, and itself.</param>
    /// <param name="limit">At most so many, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<HistoryOk> HistoryAsync(
        string room,
        long? before = null,
        long? after = null,
        long? around = null,
        int? limit = null,
        CancellationToken cancellationToken = default) =>
        AskAsync<HistoryOk>(id => new HistoryRequest(id, room, before, after, around, limit), ok => new ChatInput.HistoryPage(ok, after, before), cancellationToken);

    /// <summary>
    /// Finds messages in the rooms one is in, newest first, a page at a time. What is found changes nothing in the state.
    /// </summary>
    /// <param name="text">Words, which must all occur, <c>"words side by side"</c>, <c>beginnings*</c>. One line of at most <see cref="ProtocolLimits.MaxSearchBytes"/> bytes.</param>
    /// <param name="room">Only in this room, or in the private one with <c>@name</c>.</param>
    /// <param name="from">Only what was written under this name.</param>
    /// <param name="before">Only messages with a smaller seq; with a room.</param>
    /// <param name="cursor">The <see cref="SearchOk.Next"/> of the page before, with all else as it was.</param>
    /// <param name="limit">At most so many, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SearchOk> SearchAsync(
        string text,
        string? room = null,
        string? from = null,
        long? before = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken cancellationToken = default) =>
        AskAsync<SearchOk>(id => new SearchRequest(id, text, room, from, before, limit, cursor), null, cancellationToken);

    /// <summary>Moves the own read marker in a room; it never moves back.</summary>
    public Task<ReadOk> MarkReadAsync(string room, long seq, CancellationToken cancellationToken = default) =>
        AskAsync<ReadOk>(id => new ReadRequest(id, room, seq), ok => new ChatInput.ReadMoved(ok), cancellationToken);

    /// <summary>Lists the server's rooms by name, a page at a time.</summary>
    public Task<RoomsOk> ListRoomsAsync(string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<RoomsOk>(id => new RoomsRequest(id, after, limit), null, cancellationToken);

    /// <summary>Lists a room's members by name, a page at a time. The members of the own rooms are in the state without it, but in large ones.</summary>
    public Task<UsersOk> ListUsersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<UsersOk>(id => new UsersRequest(id, room, after, limit), null, cancellationToken);

    /// <summary>
    /// Reads a page of a room's members into the state, as those of large rooms are read that one looks at: nobody tells of changes there. Where it does not
    /// follow another page of <see cref="State.RoomView.Pages"/>, what lies between is not known.
    /// </summary>
    /// <param name="room">The room.</param>
    /// <param name="after">The name behind which the page begins; null for the first page.</param>
    /// <param name="limit">At most so many, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<UsersOk> ReadMembersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        AskAsync<UsersOk>(id => new UsersRequest(id, room, after, limit), ok => new ChatInput.MembersPage(ok, after), cancellationToken);

    /// <summary>Sets the user away with a text, or back with null.</summary>
    public Task SetAwayAsync(string? text, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new AwayRequest(id, text), _ => new ChatInput.AwaySet(text), cancellationToken);

    /// <summary>Sets a room's topic.</summary>
    public Task<TopicOk> SetTopicAsync(string room, string topic, CancellationToken cancellationToken = default) =>
        AskAsync<TopicOk>(id => new TopicRequest(id, room, topic), ok => new ChatInput.TopicTold(ok), cancellationToken);

    /// <summary>Asks for a room's topic.</summary>
    public Task<TopicOk> GetTopicAsync(string room, CancellationToken cancellationToken = default) =>
        AskAsync<TopicOk>(id => new TopicRequest(id, room), ok => new ChatInput.TopicTold(ok), cancellationToken);

    /// <summary>Asks who a user is.</summary>
    public Task<WhoisOk> WhoisAsync(string user, CancellationToken cancellationToken = default) =>
        AskAsync<WhoisOk>(id => new WhoisRequest(id, user), null, cancellationToken);

    /// <summary>Gives a guest another name; the user stays the same.</summary>
    public Task<NickOk> NickAsync(string user, CancellationToken cancellationToken = default) =>
        AskAsync<NickOk>(id => new NickRequest(id, user), ok => new ChatInput.NickAccepted(ok.User), cancellationToken);

    /// <summary>Tells the room's other members that one is typing, or has stopped.</summary>
    public Task TypingAsync(string room, bool active = true, CancellationToken cancellationToken = default) =>
        AskAsync<OkReply>(id => new TypingRequest(id, room, active), null, cancellationToken);

    /// <summary>Asks for a sign of life.</summary>
    /// <returns>How long the answer took.</returns>
    public async Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default)
    {
        TimeSpan asked = _options.Time.Uptime();
        await AskAsync<OkReply>(id => new PingRequest(id), null, cancellationToken).ConfigureAwait(false);
        return _options.Time.Uptime() - asked;
    }

    /// <summary>Says goodbye and closes: a guest's name is free at once. Messages not yet acknowledged are given up.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken = default)
    {
        _supervisor.Settle(LinkEnd.Quit);
        try
        {
            await AskAsync<OkReply>(id => new QuitRequest(id), null, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException)
        {
            // There is no one to say goodbye to; what is left is to close.
        }
        finally
        {
            await _supervisor.CloseAsync(LinkEnd.Quit).ConfigureAwait(false);
        }
    }

    private async Task<T> AskAsync<T>(Func<long, Request> make, Func<T, ChatInput>? toInput, CancellationToken cancellationToken)
        where T : OkReply => await _supervisor.Talk.AskAsync(make, toInput, cancellationToken).ConfigureAwait(false);
}
