using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Connecting;

/// <summary>The real thing behind <see cref="IChat"/>.</summary>
internal sealed partial class SdkChat(ChatClient client) : IChat
{
    /// <inheritdoc/>
    public ChatState State => client.State;

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatUpdate> UpdatesAsync(CancellationToken cancellationToken = default) => client.UpdatesAsync(cancellationToken);

    /// <inheritdoc/>
    public void RetryNow() => client.RetryNow();

    /// <inheritdoc/>
    public Task<JoinOk> JoinAsync(string room, CancellationToken cancellationToken = default) => client.JoinAsync(room, cancellationToken);

    /// <inheritdoc/>
    public Task LeaveAsync(string room, CancellationToken cancellationToken = default) => client.LeaveAsync(room, cancellationToken);

    /// <inheritdoc/>
    public Task<SendOk> SendAsync(string room, string text, string? kind = null, CancellationToken cancellationToken = default) =>
        client.SendAsync(room, text, kind, cancellationToken);

    /// <inheritdoc/>
    public Task<HistoryOk> HistoryAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default) =>
        client.HistoryAsync(room, before: before, limit: limit, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<HistoryOk> HistoryAroundAsync(string room, long around, int? limit, CancellationToken cancellationToken = default) =>
        client.HistoryAsync(room, around: around, limit: limit, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public Task<SearchOk> SearchAsync(SearchLine line, string? cursor, int? limit, CancellationToken cancellationToken = default) =>
        client.SearchAsync(line.Text, line.Room, line.From, line.Before, cursor, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOk> MarkReadAsync(string room, long seq, CancellationToken cancellationToken = default) =>
        client.MarkReadAsync(room, seq, cancellationToken);

    /// <inheritdoc/>
    public Task<RoomsOk> ListRoomsAsync(string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        client.ListRoomsAsync(after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task<UsersOk> ListUsersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        client.ListUsersAsync(room, after, limit, cancellationToken);

    /// <inheritdoc/>
    public Task SetAwayAsync(string? text, CancellationToken cancellationToken = default) => client.SetAwayAsync(text, cancellationToken);

    /// <inheritdoc/>
    public Task<TopicOk> SetTopicAsync(string room, string topic, CancellationToken cancellationToken = default) =>
        client.SetTopicAsync(room, topic, cancellationToken);

    /// <inheritdoc/>
    public Task<TopicOk> GetTopicAsync(string room, CancellationToken cancellationToken = default) => client.GetTopicAsync(room, cancellationToken);

    /// <inheritdoc/>
    public Task<WhoisOk> WhoisAsync(string user, CancellationToken cancellationToken = default) => client.WhoisAsync(user, cancellationToken);

    /// <inheritdoc/>
    public Task<NickOk> NickAsync(string user, CancellationToken cancellationToken = default) => client.NickAsync(user, cancellationToken);

    /// <inheritdoc/>
    public Task QuitAsync(CancellationToken cancellationToken = default) => client.QuitAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask CloseAsync() => client.DisposeAsync();
}
