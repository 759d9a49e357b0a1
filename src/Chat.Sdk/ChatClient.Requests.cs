using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk;

/// <content>What a client asks of the server. Each method throws <see cref="ChatException"/> where the server refuses, does not answer, or is not there.</content>
public sealed partial class ChatClient
{
    /// <summary>Enters a room, which is made when it does not exist.</summary>
    public Task<JoinOk> JoinAsync(string room, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Leaves a room.</summary>
    public Task LeaveAsync(string room, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>
    /// Posts a message exactly once; done when it is on the server's disk. It is sent again after a loss of the connection, and when the server has no
    /// room for it now. Messages to one room arrive in the order of the calls. Cancelling withdraws it while it has not been sent, and later only ends the wait.
    /// </summary>
    /// <param name="room">The room, or <c>@name</c> for one person.</param>
    /// <param name="text">The text, at most <see cref="LimitsInfo.MaxTextBytes"/> bytes of UTF-8.</param>
    /// <param name="kind"><see cref="MessageKind.Action"/> or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SendOk> SendAsync(string room, string text, string? kind = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Takes a failed message off <see cref="ChatState.Sends"/>.</summary>
    public void DismissSend(string key) => throw new NotImplementedException();

    /// <summary>Reads a page of a room's log: the latest messages, or those before, after or around a seq. What touches the kept messages joins them in the state.</summary>
    /// <param name="room">The room.</param>
    /// <param name="before">Messages with a smaller seq.</param>
    /// <param name="after">Messages with a greater seq.</param>
    /// <param name="around">Messages on both sides of this seq, and itself.</param>
    /// <param name="limit">At most so many, up to <see cref="ProtocolLimits.MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<HistoryOk> HistoryAsync(string room, long? before = null, long? after = null, long? around = null, int? limit = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>Moves the own read marker in a room; it never moves back.</summary>
    public Task<ReadOk> MarkReadAsync(string room, long seq, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists the server's rooms by name, a page at a time.</summary>
    public Task<RoomsOk> ListRoomsAsync(string? after = null, int? limit = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists a room's members by name, a page at a time. The members of the own rooms are in the state without it.</summary>
    public Task<UsersOk> ListUsersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sets the user away with a text, or back with null.</summary>
    public Task SetAwayAsync(string? text, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Sets a room's topic.</summary>
    public Task<TopicOk> SetTopicAsync(string room, string topic, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Asks for a room's topic.</summary>
    public Task<TopicOk> GetTopicAsync(string room, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Asks who a user is.</summary>
    public Task<WhoisOk> WhoisAsync(string user, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Gives a guest another name; the user stays the same.</summary>
    public Task<NickOk> NickAsync(string user, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Tells the room's other members that one is typing, or has stopped.</summary>
    public Task TypingAsync(string room, bool active = true, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Asks for a sign of life.</summary>
    /// <returns>How long the answer took.</returns>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Says goodbye and closes: a guest's name is free at once. Messages not yet acknowledged are given up.</summary>
    public Task QuitAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
