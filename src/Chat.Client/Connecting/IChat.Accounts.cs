using Chat.Protocol.Frames;

namespace Chat.Client.Connecting;

/// <content>The user's account.</content>
internal partial interface IChat
{
    /// <summary>Makes the guest a registered user.</summary>
    Task RegisterAsync(string password, string? invite, CancellationToken cancellationToken = default);

    /// <summary>Changes the password.</summary>
    Task ChangePasswordAsync(string oldPassword, string newPassword, CancellationToken cancellationToken = default);

    /// <summary>Lists the user's sessions.</summary>
    Task<SessionsOk> SessionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a session, or all others.</summary>
    Task RevokeAsync(string session, CancellationToken cancellationToken = default);

    /// <summary>Deletes the account and closes.</summary>
    Task UnregisterAsync(string password, CancellationToken cancellationToken = default);
}
