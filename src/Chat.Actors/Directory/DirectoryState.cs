using System.Diagnostics.CodeAnalysis;
using Chat.Actors.Limits;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;

namespace Chat.Actors.Directory;

/// <summary>A user as the directory knows it.</summary>
internal sealed class DirectoryEntry(StoredUser user)
{
    private const int MostNets = 8;

    private AddressNet[] _nets = [];

    /// <summary>As stored.</summary>
    public StoredUser User { get; set; } = user;

    /// <summary>Whether the user is there.</summary>
    public Presence Presence { get; set; } = Presence.Offline;

    /// <summary>Since when <see cref="Presence"/> holds.</summary>
    public DateTimeOffset Since { get; set; } = user.SeenAt;

    /// <summary>Since when the status of <see cref="Presence"/> holds; null where that began before the directory did.</summary>
    public DateTimeOffset? StatusSince { get; set; }

    /// <summary>True from hello until the session says that the user is there.</summary>
    public bool Arriving { get; set; }

    /// <summary>True for a guest at its end, from when its session is told until that has left the rooms.</summary>
    public bool Expiring { get; set; }

    /// <summary>True where nobody is to be found under the name: the account is being made, or was deleted.</summary>
    public bool Reserved { get; set; }

    /// <summary>True while the account is being made or changed: who asks about it waits.</summary>
    public bool Changing { get; set; }

    /// <summary>The directory's count of changes of accounts when this one was changed last.</summary>
    public long ChangedAt { get; set; }

    /// <summary>True for one of the server's admins.</summary>
    public bool Admin { get; set; }

    /// <summary>Whether this registered user has come from there lately.</summary>
    public bool CameFrom(AddressNet net) => Array.IndexOf(_nets, net) >= 0;

    /// <summary>The user has come from there.</summary>
    public void Remember(AddressNet net)
    {
        if (_nets.Length == 0 || _nets[0] != net)
        {
            _nets = [net, .. _nets.Where(n => n != net).Take(MostNets - 1)];
        }
    }

    /// <summary>True for a user who has an account and can be found.</summary>
    public bool IsRegistered => !User.Guest && !Reserved;

    /// <summary>True while a device is connected or about to be.</summary>
    public bool IsHere => Arriving || Presence != Presence.Offline;
}

/// <summary>Which names exist and who is there: two indexes over the same users, kept in step. Not thread-safe, without clock or actor.</summary>
internal sealed class DirectoryState
{
    // With those who are there, an answer that fits the largest message between nodes.
    private const int MostAbsent = 200;

    private readonly Dictionary<UserId, DirectoryEntry> _users = [];
    private readonly Dictionary<string, DirectoryEntry> _byFolded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryEntry> _bySkeleton = new(StringComparer.Ordinal);

    /// <summary>All users.</summary>
    public IReadOnlyCollection<DirectoryEntry> All => _users.Values;

    /// <summary>How many of them are guests.</summary>
    public int Guests { get; private set; }

    /// <summary>How many are not, those whose account was deleted among them.</summary>
    public int Registered => _users.Count - Guests;

    public DirectoryEntry? Find(UserId id) => _users.GetValueOrDefault(id);

    /// <summary>Which of these users are there, and of the others who went last.</summary>
    public IReadOnlyList<DirectoryProtocol.UserPresence> PresenceOf(IReadOnlyList<UserId> users)
    {
        DirectoryEntry[] known = [.. users.Select(Find).OfType<DirectoryEntry>()];
        return
        [
            .. known.Where(e => e.Presence != Presence.Offline)
                .Concat(known.Where(e => e.Presence == Presence.Offline && e.StatusSince is not null).OrderByDescending(e => e.StatusSince).Take(MostAbsent))
                .Select(e => new DirectoryProtocol.UserPresence(e.User.Id, e.Presence, e.StatusSince)),
        ];
    }

    /// <summary>Who has exactly this name and can be found.</summary>
    public DirectoryEntry? FindByName(string folded) => _byFolded.GetValueOrDefault(folded) is { Reserved: false } entry ? entry : null;

    /// <summary>Who has a name that the eye can take for this one, or this one.</summary>
    public bool TryFindLookalike(string skeleton, [NotNullWhen(true)] out DirectoryEntry? entry) => _bySkeleton.TryGetValue(skeleton, out entry);

    /// <summary>Adds a user.</summary>
    public DirectoryEntry Add(StoredUser user)
    {
        var entry = new DirectoryEntry(user);
        _users[user.Id] = entry;
        Index(entry);
        Guests += user.Guest ? 1 : 0;
        AccountMetrics.Know(1, user.Guest);
        return entry;
    }

    /// <summary>Gives a user another name, or makes a guest a registered user.</summary>
    public void Replace(DirectoryEntry entry, StoredUser user)
    {
        Unindex(entry);
        Guests += (user.Guest ? 1 : 0) - (entry.User.Guest ? 1 : 0);
        AccountMetrics.Know(-1, entry.User.Guest);
        AccountMetrics.Know(1, user.Guest);
        entry.User = user;
        Index(entry);
    }

    /// <summary>Forgets a user.</summary>
    public void Remove(DirectoryEntry entry)
    {
        if (_users.Remove(entry.User.Id))
        {
            Unindex(entry);
            Guests -= entry.User.Guest ? 1 : 0;
            AccountMetrics.Know(-1, entry.User.Guest);
        }
    }

    private void Index(DirectoryEntry entry)
    {
        _byFolded[entry.User.Folded] = entry;
        _bySkeleton[entry.User.Skeleton] = entry;
    }

    private void Unindex(DirectoryEntry entry)
    {
        RemoveWhere(_byFolded, entry.User.Folded, entry);
        RemoveWhere(_bySkeleton, entry.User.Skeleton, entry);
    }

    /// <summary>The name may have a new holder already.</summary>
    private static void RemoveWhere(Dictionary<string, DirectoryEntry> index, string key, DirectoryEntry entry)
    {
        if (index.GetValueOrDefault(key) == entry)
        {
            index.Remove(key);
        }
    }
}
