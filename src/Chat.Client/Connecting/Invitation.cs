using Chat.Protocol;
using Chat.Sdk;

namespace Chat.Client.Connecting;

/// <summary>Registering where the server wants an invite: asks for one, and for another as long as it is not taken.</summary>
internal static class Invitation
{
    private const string InviteField = "invite";

    /// <summary>True for a refusal that is about the invite: it is missing, wrong, used or has expired.</summary>
    public static bool IsAbout(ChatException refusal) => refusal.Field == InviteField;

    /// <summary>Registers.</summary>
    /// <param name="invite">The first invite to try; null for none.</param>
    /// <param name="register">Registers with an invite, or without.</param>
    /// <param name="ask">Asks for another, told why; null or empty where the person gives up.</param>
    /// <exception cref="ChatException">The server refused for another reason, or the person gave up.</exception>
    public static async Task RegisterAsync(string? invite, Func<string?, Task> register, Func<string, Task<string?>> ask)
    {
        while (true)
        {
            ChatException refused;
            try
            {
                await register(invite);
                return;
            }
            catch (ChatException e) when (IsAbout(e) || (invite is not null && e.Code is ErrorCodes.RateLimited or ErrorCodes.Overloaded or ErrorCodes.Unavailable))
            {
                refused = e;
            }

            string why = IsAbout(refused) && invite is not null ? $"That invite is not taken. {refused.Message}" : refused.Message;
            if (await ask(why) is not { Length: > 0 } another)
            {
                throw refused;
            }

            invite = another;
        }
    }
}
