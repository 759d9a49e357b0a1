namespace Chat.Protocol;

/// <summary>Limits that the contract fixes, and defaults of those that a server may set.</summary>
public static class ProtocolLimits
{
    /// <summary>Bytes of the length prefix: big-endian, unsigned.</summary>
    public const int PrefixBytes = 4;

    /// <summary>Default of the largest JSON object from client to server, in bytes.</summary>
    public const int MaxClientFrameBytes = 64 * 1024;

    /// <summary>The largest JSON object from server to client, in bytes.</summary>
    public const int MaxServerFrameBytes = 1024 * 1024;

    /// <summary>Default of the largest message text, in bytes of UTF-8.</summary>
    public const int MaxTextBytes = 16 * 1024;

    /// <summary>Longest topic, in bytes of UTF-8.</summary>
    public const int MaxTopicBytes = 400;

    /// <summary>Longest away text, in bytes of UTF-8.</summary>
    public const int MaxAwayBytes = 200;

    /// <summary>Longest text to search for, in bytes of UTF-8.</summary>
    public const int MaxSearchBytes = 400;

    /// <summary>Longest name and version of a client in hello, in bytes of UTF-8.</summary>
    public const int MaxClientBytes = 100;

    /// <summary>Longest reason or note of an act of moderation, in bytes of UTF-8.</summary>
    public const int MaxReasonBytes = 400;

    /// <summary>Longest IP address or network in CIDR form, in characters.</summary>
    public const int MaxAddressChars = 64;

    /// <summary>Longest ban or mute that has an end, in seconds: ten years.</summary>
    public const long MaxBanSeconds = 315_360_000;

    /// <summary>Slowest slow mode of a room, in seconds: six hours.</summary>
    public const int MaxSlowSeconds = 21_600;

    /// <summary>Shortest password that may be set, in Unicode characters.</summary>
    public const int MinPasswordChars = 8;

    /// <summary>Longest password, in bytes of UTF-8.</summary>
    public const int MaxPasswordBytes = 256;

    /// <summary>Longest invite code, in characters.</summary>
    public const int MaxInviteChars = 64;

    /// <summary>Longest name of a run of a client in hello, in bytes of UTF-8.</summary>
    public const int MaxInstanceBytes = 64;

    /// <summary>Longest idempotency key, in characters.</summary>
    public const int MaxKeyChars = 64;

    /// <summary>Longest user name, in characters.</summary>
    public const int MaxUserChars = 32;

    /// <summary>Longest room name, in characters.</summary>
    public const int MaxRoomChars = 64;

    /// <summary>Most entries in one page of messages, rooms or users.</summary>
    public const int MaxPage = 200;

    /// <summary>Most bytes of message text in one page, so that it fits into <see cref="MaxServerFrameBytes"/> even if every byte is escaped.</summary>
    public const int MaxPageTextBytes = 112 * 1024;

    /// <summary>Entries in a page when the request names no limit.</summary>
    public const int DefaultPage = 50;

    /// <summary>Most rooms for which hello may bring a cursor.</summary>
    public const int MaxCursors = 1000;

    /// <summary>Deepest nesting of JSON that is read.</summary>
    public const int MaxDepth = 16;

    /// <summary>Port of plain TCP.</summary>
    public const int DefaultPort = 12345;

    /// <summary>Port of TLS over TCP.</summary>
    public const int DefaultTlsPort = 12346;
}
