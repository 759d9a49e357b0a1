namespace Chat.Actors.Storage;

/// <content>Moderation.</content>
public partial interface IChatStore
{
    /// <summary>The whole server's bans, ended ones too, by no particular order.</summary>
    Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel);

    /// <summary>The server's admins.</summary>
    Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel);

    /// <summary>The invitations of a user, ended ones too, by room name.</summary>
    Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel);

    /// <summary>Open reports behind that number, oldest first.</summary>
    /// <param name="room">Only this room's; null for those of all rooms.</param>
    /// <param name="after">Only reports with a greater number.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Gives it up.</param>
    Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel);

    /// <summary>The audit log, newest first.</summary>
    /// <param name="room">Only this room's; null for every act on this server.</param>
    /// <param name="before">Only acts with a smaller number; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Gives it up.</param>
    Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel);
}
