using System.Text.Json.Serialization;
using Chat.Server.Reloading;

namespace Chat.Server.Control;

/// <summary>What the operator wants done with accounts and bans, as it goes over the control socket.</summary>
/// <param name="Do">One of the constants.</param>
/// <param name="User">Whose account.</param>
/// <param name="Password">The password to set. Secret.</param>
/// <param name="Session">A session's id.</param>
/// <param name="Expires">When an invite ends.</param>
/// <param name="Address">An address or a network to ban, in place of a user.</param>
/// <param name="Pattern">Names to ban, in place of a user.</param>
/// <param name="Reason">Why it is banned.</param>
/// <param name="Seconds">For how long it is banned; null for no end.</param>
internal sealed record UserCommand(
    string Do,
    string? User = null,
    string? Password = null,
    string? Session = null,
    DateTimeOffset? Expires = null,
    string? Address = null,
    string? Pattern = null,
    string? Reason = null,
    long? Seconds = null)
{
    public const string Add = "add";
    public const string List = "list";
    public const string SetPassword = "passwd";
    public const string Disable = "disable";
    public const string Enable = "enable";
    public const string Delete = "delete";
    public const string Invite = "invite";
    public const string Sessions = "sessions";
    public const string Logout = "logout";
    public const string MakeAdmin = "admin";
    public const string RemoveAdmin = "unadmin";
    public const string Ban = "ban";
    public const string Unban = "unban";
    public const string Bans = "bans";

    /// <summary>Prints it without its secrets.</summary>
    public override string ToString() => $"user {Do} {User}";
}

/// <summary>What became of a <see cref="UserCommand"/>.</summary>
/// <param name="Code">One of <see cref="Protocol.ErrorCodes"/> where it was refused; null where it was done.</param>
/// <param name="Message">Why it was refused.</param>
/// <param name="Invite">The invite's code. Secret.</param>
/// <param name="Accounts">The accounts, by name.</param>
/// <param name="Sessions">The user's sessions, the one used last first.</param>
/// <param name="Bans">The bans from the whole server.</param>
internal sealed record UserAnswer(
    string? Code = null,
    string? Message = null,
    string? Invite = null,
    IReadOnlyList<AccountLine>? Accounts = null,
    IReadOnlyList<SessionLine>? Sessions = null,
    IReadOnlyList<BanLine>? Bans = null)
{
    /// <summary>Prints it without its secrets.</summary>
    public override string ToString() => Code is null ? "done" : $"{Code}: {Message}";
}

/// <summary>An account in the list. Times are UTC.</summary>
internal sealed record AccountLine(string User, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, bool Disabled, bool Online, bool Admin);

/// <summary>A ban in the list: one of user, address and pattern. Times are UTC.</summary>
internal sealed record BanLine(string? User, string? Address, string? Pattern, string By, DateTimeOffset At, DateTimeOffset? Until, string? Reason);

/// <summary>A session in the list. Times are UTC.</summary>
internal sealed record SessionLine(string Session, string? Client, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset Expires);

/// <summary>The JSON of the control socket, and of <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UserCommand))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(ReloadResult))]
[JsonSerializable(typeof(IReadOnlyList<AccountLine>))]
[JsonSerializable(typeof(IReadOnlyList<SessionLine>))]
[JsonSerializable(typeof(IReadOnlyList<BanLine>))]
internal sealed partial class ControlJson : JsonSerializerContext;
