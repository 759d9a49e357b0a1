using Chat.Client.Settings;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>What is set for each room: kept for this server, else the default for its kind.</summary>
/// <param name="settings">The defaults.</param>
/// <param name="kept">What was set for single rooms.</param>
internal sealed class NotifyLevels(ClientSettings settings, KeptState kept)
{
    /// <summary>How levels are written.</summary>
    public static SettingKind<NotifyLevel> Kind { get; } = SettingKinds.OneOf<NotifyLevel>();

    /// <summary>The level of a room.</summary>
    public NotifyLevel Of(string room) => kept.Get(Name(room)) is { } written && Kind.TryRead(written, out NotifyLevel level) ? level : Default(room);

    /// <summary>Sets a room's level.</summary>
    public void Set(string room, NotifyLevel level) => kept.Set(Name(room), level == Default(room) ? null : Kind.Write(level));

    /// <summary>Makes a room heard again: its default, or mentions where that is nothing.</summary>
    /// <returns>The level it has now.</returns>
    public NotifyLevel Unmute(string room)
    {
        NotifyLevel level = Default(room) == NotifyLevel.None ? NotifyLevel.Mentions : Default(room);
        Set(room, level);
        return level;
    }

    /// <summary>A private room goes by another name.</summary>
    public void Rename(string room, string to)
    {
        if (Name(room) != Name(to) && kept.Get(Name(room)) is { } written)
        {
            kept.Set(Name(room), null);
            kept.Set(Name(to), written);
        }
    }

    private NotifyLevel Default(string room) => settings.Get(RoomNames.IsPrivate(room) ? AttentionSettings.Private : AttentionSettings.Rooms);

    private static string Name(string room) => $"attention.level.{room.ToLowerInvariant()}";
}
