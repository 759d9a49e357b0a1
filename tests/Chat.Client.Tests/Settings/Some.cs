using Chat.Client.Settings;

namespace Chat.Client.Tests.Settings;

/// <summary>Settings to test with.</summary>
internal static class Some
{
    public static readonly Setting<int> Messages = new("view.messages", 50, SettingKinds.Number(1, 100), "How many.");

    public static readonly Setting<bool> Links = new("text.links", true, SettingKinds.Flag, "Whether links are links.");

    public static readonly Setting<IReadOnlyList<string>> Words = new("text.words", [], SettingKinds.Words, "Words that call.");

    public static readonly Setting<DayOfWeek> Day = new("view.day", DayOfWeek.Sunday, SettingKinds.OneOf<DayOfWeek>(), "Which day.");

    public static IReadOnlyList<Setting> All { get; } = [ProgramSettings.DefaultProfile, Messages, Day, Links, Words];
}
