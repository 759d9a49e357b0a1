using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <content>A large room's members, cut from <see cref="Crowd"/> as the server cuts them.</content>
internal sealed partial class FakeChat
{
    /// <summary>The members of the large room, by name.</summary>
    public IReadOnlyList<UserEntry> Crowd { get; set; } = [];

    /// <summary>A room of <see cref="Crowd"/> says how many there are.</summary>
    public void Counts(string room) => Event(new CountsEvent(room, Crowd.Count, Crowd.Count(user => user.Status == UserStatus.Online), 0, Now));

    public Task<UsersOk> ReadMembersAsync(string room, string? after, int limit, CancellationToken cancellationToken = default)
    {
        Note($"members {room} after {after} {limit}");
        UserEntry[] behind = [.. Crowd.Where(user => after is null || string.CompareOrdinal(user.User, after) > 0)];
        var counts = new CountsInfo(Crowd.Count, Crowd.Count(user => user.Status == UserStatus.Online), 0, Now);
        var page = new UsersOk(room, [.. behind.Take(limit)], behind.Length > limit ? true : null, counts);
        lock (_gate)
        {
            Apply(new ChatInput.MembersPage(page, after));
            Tell(new ChatUpdate.RoomChanged(State, room));
        }

        return Task.FromResult(page);
    }
}
