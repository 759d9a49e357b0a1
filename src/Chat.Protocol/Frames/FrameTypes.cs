namespace Chat.Protocol.Frames;

/// <summary>Values of a frame's <c>type</c>.</summary>
internal static class FrameTypes
{
    public const string Hello = "hello";
    public const string Register = "register";
    public const string Password = "password";
    public const string Sessions = "sessions";
    public const string Revoke = "revoke";
    public const string Unregister = "unregister";
    public const string Join = "join";
    public const string Leave = "leave";
    public const string Send = "send";
    public const string History = "history";
    public const string Search = "search";
    public const string Read = "read";
    public const string Rooms = "rooms";
    public const string Users = "users";
    public const string Typing = "typing";
    public const string Away = "away";
    public const string Topic = "topic";
    public const string Whois = "whois";
    public const string Nick = "nick";
    public const string Ping = "ping";
    public const string Quit = "quit";
    public const string Kick = "kick";
    public const string Ban = "ban";
    public const string Unban = "unban";
    public const string Bans = "bans";
    public const string Mute = "mute";
    public const string Unmute = "unmute";
    public const string Mutes = "mutes";
    public const string Role = "role";
    public const string Invite = "invite";
    public const string Room = "room";
    public const string Report = "report";
    public const string Reports = "reports";
    public const string Resolve = "resolve";
    public const string Audit = "audit";
    public const string Ok = "ok";
    public const string Error = "error";
    public const string Message = "message";
    public const string Joined = "joined";
    public const string Left = "left";
    public const string Presence = "presence";
    public const string Counts = "counts";
    public const string Renamed = "renamed";
    public const string Member = "member";
    public const string Invited = "invited";
    public const string Reported = "reported";
    public const string Notice = "notice";
    public const string Gap = "gap";
    public const string Bye = "bye";
}
