using Chat.Client.Tui.Painting.Themes;

namespace Chat.Client.Commands;

/// <content>How things look.</content>
internal abstract partial record ChatCommand
{
    /// <summary><c>/theme</c>: another one; null to tell which it is.</summary>
    public sealed record Theme(ThemeName? Name) : OnScreen;
}
