using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Moderation;

/// <summary>What happens to members and rooms, in words. All results are clean and one line long.</summary>
internal static class ModerationText
{
    private const string Banned = "banned";

    /// <summary>Somebody was sent out by somebody; null where it went by itself.</summary>
    public static string? SentOut(LeftEvent left) => left.By is null ? null : $"{CleanText.Line(left.User)} was {Out(left)}";

    /// <summary>The same to the one who was sent out, who may also have met a ban by a name that it took.</summary>
    public static string? SentMeOut(LeftEvent left) => left.By is null && left.Reason != Banned ? null : $"you were {Out(left)}";

    /// <summary>A member has another role, was muted or may speak again; null where that is no news to the state before.</summary>
    public static string? Member(MemberEvent said, ChatState before)
    {
        RoomView? room = before.Rooms.GetValueOrDefault(said.Room);
        UserEntry? known = room?.Members.GetValueOrDefault(said.User);
        bool isMe = said.You is true || before.IsSelf(said.User);
        string? role = (isMe ? room?.You?.Role : null) ?? known?.Role;
        bool wasMuted = (isMe ? room?.You?.Muted : null) ?? known?.Muted ?? false;
        string by = CleanText.Line(said.By);
        string user = CleanText.Line(said.User);
        string name = CleanText.Line(said.Room);
        return said.Ended is true ? $"{(isMe ? "you" : user)} may speak again in {name}"
            : role is not null && role != said.Role ? $"{by} made {user} {Role(said.Role)} of {name}"
            : said.Muted is true ? $"{by} muted {user} in {name}{For(said.Until, said.At)}{Why(said.Reason)}"
            : wasMuted ? $"{by} lets {user} speak again in {name}"
            : role is null ? $"{by} made {user} {Role(said.Role)} of {name}"
            : null;
    }

    /// <summary>A room is used in another way. To who has changed it the answer has come before: then it is told how it is used altogether.</summary>
    public static string Settings(RoomSettingsEvent said, ChatState before)
    {
        RoomSettingsInfo? known = before.Rooms.GetValueOrDefault(said.Room)?.Settings;
        return $"{CleanText.Line(said.By)} changed {CleanText.Line(said.Room)}: {Uses(said.Settings, known == said.Settings ? null : known)}";
    }

    /// <summary>How a room is used: what differs from before, or all where nothing is known of that.</summary>
    public static string Uses(RoomSettingsInfo now, RoomSettingsInfo? before = null)
    {
        List<string> parts = [];
        Add(before is null || before.Access != now.Access, Access(now.Access));
        Add(before is null ? now.ReadOnly : before.ReadOnly != now.ReadOnly, now.ReadOnly ? "read only" : "everyone may write");
        Add(
            before is null ? now.SlowSeconds > 0 : before.SlowSeconds != now.SlowSeconds,
            now.SlowSeconds > 0 ? $"slow mode, a message every {Lengths.InWords(TimeSpan.FromSeconds(now.SlowSeconds))}" : "no slow mode");
        Add(before is null ? now.TopicLocked : before.TopicLocked != now.TopicLocked, now.TopicLocked ? "topic for owners and moderators" : "topic for everyone");
        return parts.Count == 0 ? Access(now.Access) : string.Join(", ", parts);

        void Add(bool isNews, string text)
        {
            if (isNews)
            {
                parts.Add(text);
            }
        }
    }

    /// <summary>One was invited, or is no more.</summary>
    public static string Invited(InvitedEvent said) => said.Withdrawn is true
        ? $"{CleanText.Line(said.By)} took your invitation to {CleanText.Line(said.Room)} back"
        : $"{CleanText.Line(said.By)} invites you to {CleanText.Line(said.Room)}; /join {CleanText.Line(said.Room)} goes there";

    /// <summary>Somebody has reported a message.</summary>
    public static string Reported(ReportedEvent said) => string.Create(
        CultureInfo.InvariantCulture,
        $"{CleanText.Line(said.Entry.By)} reported message {said.Entry.Seq} of {CleanText.Line(said.Entry.From)} in {CleanText.Line(said.Room)}: {CleanText.Line(said.Entry.Reason)}; /reports lists what is open");

    /// <summary>A role with its article.</summary>
    public static string Role(string role) => role == RoomRole.Owner ? "an owner" : $"a {CleanText.Line(role)}";

    /// <summary>Who may enter, in words.</summary>
    public static string Access(string access) => access switch
    {
        RoomAccess.Public => "open to all",
        RoomAccess.Invite => "by invitation",
        RoomAccess.Private => "private",
        _ => CleanText.Line(access),
    };

    private static string Out(LeftEvent left)
    {
        string by = left.By is { } who ? $" by {CleanText.Line(who)}" : string.Empty;
        return $"{(left.Reason == Banned ? Banned : "kicked")} from {CleanText.Line(left.Room)}{by}{For(left.Until, left.At)}{Why(left.Note)}";
    }

    private static string For(DateTimeOffset? until, DateTimeOffset at) => until is { } end ? $" for {Lengths.InWords(end - at)}" : string.Empty;

    private static string Why(string? reason) => string.IsNullOrEmpty(reason) ? string.Empty : $": {CleanText.Line(reason)}";
}
