using System.Text.Json.Serialization;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <content>Moderation.</content>
[JsonDerivedType(typeof(RoomAction.AskRead), nameof(RoomAction.AskRead))]
[JsonDerivedType(typeof(RoomAction.Kick), nameof(RoomAction.Kick))]
[JsonDerivedType(typeof(RoomAction.Ban), nameof(RoomAction.Ban))]
[JsonDerivedType(typeof(RoomAction.Unban), nameof(RoomAction.Unban))]
[JsonDerivedType(typeof(RoomAction.Bans), nameof(RoomAction.Bans))]
[JsonDerivedType(typeof(RoomAction.Mute), nameof(RoomAction.Mute))]
[JsonDerivedType(typeof(RoomAction.Unmute), nameof(RoomAction.Unmute))]
[JsonDerivedType(typeof(RoomAction.Mutes), nameof(RoomAction.Mutes))]
[JsonDerivedType(typeof(RoomAction.SetRole), nameof(RoomAction.SetRole))]
[JsonDerivedType(typeof(RoomAction.Invite), nameof(RoomAction.Invite))]
[JsonDerivedType(typeof(RoomAction.Configure), nameof(RoomAction.Configure))]
[JsonDerivedType(typeof(RoomAction.Report), nameof(RoomAction.Report))]
[JsonDerivedType(typeof(RoomAction.Reports), nameof(RoomAction.Reports))]
[JsonDerivedType(typeof(RoomAction.Resolve), nameof(RoomAction.Resolve))]
[JsonDerivedType(typeof(RoomAction.Audit), nameof(RoomAction.Audit))]
public abstract partial record RoomAction
{
    /// <summary>Whom it is about, for an action that is about someone; else null.</summary>
    [JsonIgnore]
    public virtual Whom? About => null;

    /// <summary>The same action, about the one that the directory knows.</summary>
    public virtual RoomAction Of(Whom whom) => this;

    /// <summary>From a session that is not in the room, but was asked to move its read marker there: why it can't.</summary>
    public sealed record AskRead : RoomAction;

    /// <summary>Send a member out.</summary>
    public sealed record Kick(Whom Whom, string? Reason) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>Keep someone out: one of <paramref name="Whom"/> and <paramref name="Many"/>.</summary>
    public sealed record Ban(Whom? Whom, ManyTarget? Many, string? Reason, long? Seconds) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>End a ban: one of <paramref name="Whom"/> and <paramref name="Many"/>.</summary>
    public sealed record Unban(Whom? Whom, ManyTarget? Many) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>List the bans.</summary>
    public sealed record Bans(string? After, int Limit) : RoomAction;

    /// <summary>Let someone say nothing.</summary>
    public sealed record Mute(Whom Whom, string? Reason, long? Seconds) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>Let someone speak again.</summary>
    public sealed record Unmute(Whom Whom) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>List who is muted.</summary>
    public sealed record Mutes(string? After, int Limit) : RoomAction;

    /// <summary>Give a member another role.</summary>
    public sealed record SetRole(Whom Whom, string Role) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>Let someone join a room that is not open to all, or take that back.</summary>
    public sealed record Invite(Whom Whom, bool Withdraw) : RoomAction
    {
        /// <inheritdoc/>
        [JsonIgnore]
        public override Whom? About => Whom;

        /// <inheritdoc/>
        public override RoomAction Of(Whom whom) => this with { Whom = whom };
    }

    /// <summary>Set how the room is used; what is null stays. With all of them null it only asks.</summary>
    public sealed record Configure(string? Access, bool? ReadOnly, int? SlowSeconds, bool? TopicLocked) : RoomAction
    {
        /// <summary>True where nothing is to be set.</summary>
        [JsonIgnore]
        public bool Asks => (Access, ReadOnly, SlowSeconds, TopicLocked) == (null, null, null, null);

        /// <summary>The settings with what this sets.</summary>
        public RoomSettings ApplyTo(RoomSettings settings)
        {
            ArgumentNullException.ThrowIfNull(settings);
            return new(Access ?? settings.Access, ReadOnly ?? settings.ReadOnly, SlowSeconds ?? settings.SlowSeconds, TopicLocked ?? settings.TopicLocked);
        }
    }

    /// <summary>Point the moderators to a message.</summary>
    public sealed record Report(long Seq, string Reason) : RoomAction;

    /// <summary>List the open reports.</summary>
    public sealed record Reports(long After, int Limit) : RoomAction;

    /// <summary>Close a report.</summary>
    public sealed record Resolve(long No, string? Note) : RoomAction;

    /// <summary>Read the room's audit log.</summary>
    public sealed record Audit(long? Before, int Limit) : RoomAction;
}
