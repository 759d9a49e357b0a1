using System.Text.Json.Serialization;

namespace Chat.Actors.Storage;

/// <content>Acts of moderation.</content>
public abstract partial record Write
{
    /// <summary>
    /// An act of moderation: its changes and its line in the audit log, all of it or nothing. <see cref="WriteResult.Missing"/> where the room does not exist, or a change is about
    /// something that is not there (see each). <see cref="WriteResult.Numbered"/> where a report was added.
    /// </summary>
    /// <param name="Room">The room; null for the whole server.</param>
    /// <param name="Changes">What changes, in order.</param>
    /// <param name="Act">Its line in the audit log; null where the act is none, as a join that uses an invitation up.</param>
    public sealed record Moderate(RoomId? Room, IReadOnlyList<ModerationChange> Changes, Act? Act) : Write;

    /// <summary>
    /// Looks whether an author's message with that key is in the room's log, in its place among the writes: <see cref="WriteResult.Appended"/> as a duplicate where it is,
    /// <see cref="WriteResult.Missing"/> where it is not. Stores nothing.
    /// </summary>
    public sealed record FindMessage(RoomId Room, UserId Author, string Key) : Write;

    /// <summary>
    /// Removes sanctions and invitations that have ended by then, and acts of the audit log and reports closed that are older than <paramref name="ActsBefore"/>.
    /// <see cref="WriteResult.Removed"/> counts the acts: where it is the limit, there may be more.
    /// </summary>
    /// <param name="At">Now.</param>
    /// <param name="ActsBefore">The oldest act that is kept; null to keep all.</param>
    /// <param name="Limit">At most so many acts at once.</param>
    public sealed record DeleteEnded(DateTimeOffset At, DateTimeOffset? ActsBefore, int Limit) : Write;
}

/// <summary>One change of an act of moderation.</summary>
[JsonDerivedType(typeof(ModerationChange.PutSanction), nameof(ModerationChange.PutSanction))]
[JsonDerivedType(typeof(ModerationChange.DropSanction), nameof(ModerationChange.DropSanction))]
[JsonDerivedType(typeof(ModerationChange.SetRole), nameof(ModerationChange.SetRole))]
[JsonDerivedType(typeof(ModerationChange.RemoveMember), nameof(ModerationChange.RemoveMember))]
[JsonDerivedType(typeof(ModerationChange.AddMember), nameof(ModerationChange.AddMember))]
[JsonDerivedType(typeof(ModerationChange.SetSettings), nameof(ModerationChange.SetSettings))]
[JsonDerivedType(typeof(ModerationChange.PutInvitation), nameof(ModerationChange.PutInvitation))]
[JsonDerivedType(typeof(ModerationChange.DropInvitation), nameof(ModerationChange.DropInvitation))]
[JsonDerivedType(typeof(ModerationChange.PutReport), nameof(ModerationChange.PutReport))]
[JsonDerivedType(typeof(ModerationChange.CloseReport), nameof(ModerationChange.CloseReport))]
[JsonDerivedType(typeof(ModerationChange.SetAdmin), nameof(ModerationChange.SetAdmin))]
public abstract record ModerationChange
{
    /// <summary>Adds a ban or a mute, or replaces the one of the same kind and target.</summary>
    public sealed record PutSanction(Sanction Sanction) : ModerationChange;

    /// <summary>Removes a ban or a mute; the act is <see cref="WriteResult.Missing"/> where there is none.</summary>
    public sealed record DropSanction(SanctionKind Kind, SanctionTarget Target) : ModerationChange;

    /// <summary>Gives a member another role; missing where it is no member.</summary>
    public sealed record SetRole(UserId User, string Role) : ModerationChange;

    /// <summary>Removes a member, with its read marker; nothing where it is none.</summary>
    public sealed record RemoveMember(UserId User) : ModerationChange;

    /// <summary>Adds a member, as <see cref="Write.PutMember"/> does.</summary>
    public sealed record AddMember(UserId User, string Role) : ModerationChange;

    /// <summary>Sets how the room is used.</summary>
    public sealed record SetSettings(RoomSettings Settings) : ModerationChange;

    /// <summary>Adds an invitation, or replaces the same user's.</summary>
    public sealed record PutInvitation(RoomInvitation Invitation) : ModerationChange;

    /// <summary>Removes an invitation; nothing where there is none.</summary>
    public sealed record DropInvitation(UserId User) : ModerationChange;

    /// <summary>Adds a report; missing where the message is not in the log.</summary>
    public sealed record PutReport(long Seq, UserId User, string By, string Reason, DateTimeOffset At) : ModerationChange;

    /// <summary>Closes a report, which nobody sees any more then; missing where the room has no such open one.</summary>
    public sealed record CloseReport(long Report, string By, DateTimeOffset At) : ModerationChange;

    /// <summary>Makes the user an admin of the server, or takes that back; missing where it has no account.</summary>
    public sealed record SetAdmin(UserId User, bool Admin) : ModerationChange;
}
