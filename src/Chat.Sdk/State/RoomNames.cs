namespace Chat.Sdk.State;

/// <summary>How names of rooms and users are compared.</summary>
public static class RoomNames
{
    /// <summary>What a private room's name begins with; the other person's name follows.</summary>
    public const char PrivateMark = '@';

    /// <summary>Sameness and order of user names: case does not count.</summary>
    public static StringComparer Users => StringComparer.OrdinalIgnoreCase;

    /// <summary>Sameness and order of rooms: rooms first, then private ones; case does not count.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    /// <summary>True for the name of a private room.</summary>
    public static bool IsPrivate(string room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return room.Length > 0 && room[0] == PrivateMark;
    }

    /// <summary>The private room with a person.</summary>
    public static string PrivateWith(string user) => PrivateMark + user;

    private static int Compare(string x, string y)
    {
        int kind = IsPrivate(x).CompareTo(IsPrivate(y));
        return kind != 0 ? kind : Users.Compare(x, y);
    }
}
