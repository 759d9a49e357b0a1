using Chat.Client.Tui.Painting;
using Chat.Protocol.Frames;

namespace Chat.Client.Tui.Panes;

/// <summary>One column that says whether a person is there.</summary>
internal static class PresenceMark
{
    /// <summary>The mark and its ink.</summary>
    /// <param name="status">One of <see cref="UserStatus"/>; null where it is not known.</param>
    public static (string Mark, Ink Ink) Of(string? status) => status switch
    {
        UserStatus.Online => ("●", Ink.Here),
        UserStatus.Away => ("○", Ink.Away),
        _ => (" ", Ink.Dim),
    };
}
