namespace Chat.Actors.Moderation;

/// <summary>What acts are called in the audit log: as the contract's requests are, and one that only the operator can do.</summary>
internal static class ActNames
{
    public const string Admin = "admin";
    public const string Ban = "ban";
    public const string Invite = "invite";
    public const string Kick = "kick";
    public const string Mute = "mute";
    public const string Report = "report";
    public const string Resolve = "resolve";
    public const string Role = "role";
    public const string Room = "room";
    public const string Topic = "topic";
    public const string Unban = "unban";
    public const string Unmute = "unmute";
}
