using Chat.Client.Tui.Actions;

namespace Chat.Client.Attention;

/// <summary>What keys do about attention.</summary>
internal static class AttentionActions
{
    /// <summary>Mutes the current room, or lets it be heard again.</summary>
    public static readonly UiAction Mute = new("room.mute", "mute this room, or hear it again", "Alt+M");

    /// <summary>Do-not-disturb on or off.</summary>
    public static readonly UiAction DoNotDisturb = new("dnd", "do not disturb, on or off");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [Mute, DoNotDisturb];
}
