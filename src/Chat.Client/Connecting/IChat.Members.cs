using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>The members of large rooms.</content>
internal partial interface IChat
{
    /// <summary>Reads a page of a room's members into the state.</summary>
    Task<UsersOk> ReadMembersAsync(string room, string? after, int limit, CancellationToken cancellationToken = default);
}
