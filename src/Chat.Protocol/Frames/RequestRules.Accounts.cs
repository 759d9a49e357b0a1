using System.Text;
using Chat.Protocol.Passwords;

namespace Chat.Protocol.Frames;

/// <content>Accounts. A refusal never repeats a password.</content>
internal static partial class RequestRules
{
    private static ErrorReply? CheckRegister(RegisterRequest r) =>
        string.IsNullOrEmpty(r.User) ? Missing("user")
        : r.Invite?.Length > ProtocolLimits.MaxInviteChars ? Bad("invite", $"'invite' has at most {ProtocolLimits.MaxInviteChars} characters.")
        : CheckNew("password", r.Password);

    /// <summary>A password that is to be set.</summary>
    private static ErrorReply? CheckNew(string field, string? password) =>
        string.IsNullOrEmpty(password) ? Missing(field)
        : PasswordRules.Problem(password) is { } problem ? Bad(field, problem)
        : null;

    /// <summary>A password that is to be compared: one that can't be set any more may still be somebody's.</summary>
    private static ErrorReply? CheckGiven(string field, string? password) =>
        string.IsNullOrEmpty(password) ? Missing(field)
        : Encoding.UTF8.GetByteCount(PasswordRules.Prepare(password)) > ProtocolLimits.MaxPasswordBytes ? Bad(field, $"A password has at most {ProtocolLimits.MaxPasswordBytes} bytes.")
        : null;
}
