using Chat.Sdk;

namespace Chat.Client.Commands;

/// <content>Looking after rooms.</content>
internal abstract partial record ChatCommand
{
    /// <summary>Something about who may be and do what in a room.</summary>
    /// <param name="In">The room, or <c>*</c> for the whole server; null for the current room.</param>
    public abstract record Moderates(string? In) : ChatCommand;

    /// <summary><c>/kick</c>.</summary>
    public sealed record Kick(string User, string? Reason, string? In) : Moderates(In);

    /// <summary><c>/ban</c>.</summary>
    /// <param name="Target">A user, an address or a pattern, as <see cref="BanTarget.Of"/> reads it.</param>
    /// <param name="Lasts">For how long; null for good.</param>
    /// <param name="Reason">Why; null for no word on it.</param>
    /// <param name="In">Where.</param>
    public sealed record Ban(string Target, TimeSpan? Lasts, string? Reason, string? In) : Moderates(In);

    /// <summary><c>/unban</c>.</summary>
    public sealed record Unban(string Target, string? In) : Moderates(In);

    /// <summary><c>/bans</c>.</summary>
    public sealed record Bans(string? In) : Moderates(In);

    /// <summary><c>/mute</c> a person.</summary>
    public sealed record Mute(string User, TimeSpan? Lasts, string? Reason, string? In) : Moderates(In);

    /// <summary><c>/unmute</c> a person.</summary>
    public sealed record Unmute(string User, string? In) : Moderates(In);

    /// <summary><c>/mutes</c>.</summary>
    public sealed record Mutes(string? In) : Moderates(In);

    /// <summary><c>/role</c>.</summary>
    public sealed record Role(string User, string Name, string? In) : Moderates(In);

    /// <summary><c>/invite</c> a person, or take that back; lists the own invitations where nobody is named.</summary>
    public sealed record InviteUser(string? User, bool Withdraw, string? In) : Moderates(In)
    {
        /// <inheritdoc/>
        public override string Called => "invite";
    }

    /// <summary><c>/room</c>: changes how the room is used; shows it where the change is null.</summary>
    public sealed record UseRoom(RoomChange? Change, string? In) : Moderates(In)
    {
        /// <inheritdoc/>
        public override string Called => "room";
    }

    /// <summary><c>/report</c> a message by its number, or the last one of a person.</summary>
    public sealed record Report(long? Seq, string? User, string Reason, string? In) : Moderates(In);

    /// <summary><c>/reports</c>.</summary>
    public sealed record Reports(string? In) : Moderates(In);

    /// <summary><c>/resolve</c> a report by its number.</summary>
    public sealed record Resolve(long Number, string? Note, string? In) : Moderates(In);

    /// <summary><c>/audit</c>: so many acts, the newest.</summary>
    public sealed record Audit(int Count, string? In) : Moderates(In);
}
