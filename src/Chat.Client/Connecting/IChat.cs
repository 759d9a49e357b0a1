using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Connecting;

/// <summary>What the user interfaces need of a <see cref="ChatClient"/>. Each request throws <see cref="ChatException"/> where it fails.</summary>
internal partial interface IChat
{
    /// <summary>What is known now.</summary>
    ChatState State { get; }

    /// <summary>Everything that happens from the moment of the call on.</summary>
    IAsyncEnumerable<ChatUpdate> UpdatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the wait before the next attempt to connect.</summary>
    void RetryNow();

    /// <summary>Enters a room.</summary>
    Task<JoinOk> JoinAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Leaves a room.</summary>
    Task LeaveAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Posts a message exactly once.</summary>
    Task<SendOk> SendAsync(string room, string text, string? kind = null, CancellationToken cancellationToken = default);

    /// <summary>Reads older messages of a room into the state.</summary>
    Task<HistoryOk> HistoryAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Reads messages of a room on both sides of a seq.</summary>
    Task<HistoryOk> HistoryAroundAsync(string room, long around, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Searches the own rooms, newest first, a page at a time.</summary>
    /// <param name="line">What to find.</param>
    /// <param name="cursor">The page before says it.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SearchOk> SearchAsync(SearchLine line, string? cursor, int? limit, CancellationToken cancellationToken = default);

    /// <summary>Moves the own read marker.</summary>
    Task<ReadOk> MarkReadAsync(string room, long seq, CancellationToken cancellationToken = default);

    /// <summary>Lists the server's rooms, a page at a time.</summary>
    Task<RoomsOk> ListRoomsAsync(string? after = null, int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Lists a room's members, a page at a time.</summary>
    Task<UsersOk> ListUsersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the user away with a text, or back with null.</summary>
    Task SetAwayAsync(string? text, CancellationToken cancellationToken = default);

    /// <summary>Sets a room's topic.</summary>
    Task<TopicOk> SetTopicAsync(string room, string topic, CancellationToken cancellationToken = default);

    /// <summary>Asks for a room's topic.</summary>
    Task<TopicOk> GetTopicAsync(string room, CancellationToken cancellationToken = default);

    /// <summary>Asks who a user is.</summary>
    Task<WhoisOk> WhoisAsync(string user, CancellationToken cancellationToken = default);

    /// <summary>Gives a guest another name.</summary>
    Task<NickOk> NickAsync(string user, CancellationToken cancellationToken = default);

    /// <summary>Says goodbye and closes.</summary>
    Task QuitAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes without a goodbye: a guest can come back.</summary>
    ValueTask CloseAsync();
}
