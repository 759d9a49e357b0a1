using Chat.Actors.Storage;

namespace Chat.Storage;

/// <summary>What an act of moderation depends on: that decides how it is stored as a whole.</summary>
internal static class ModerationNeeds
{
    /// <summary>True where some change is about a room and the act is about none.</summary>
    public static bool LacksRoom(Write.Moderate write) => write.Room is null && write.Changes.Any(
        c => c is not (ModerationChange.PutSanction or ModerationChange.DropSanction or ModerationChange.SetAdmin));

    /// <summary>True where some change may be about something that is not there, so that the whole act has to be taken back.</summary>
    public static bool MayBeMissing(Write.Moderate write) => write.Changes.Any(
        c => c is ModerationChange.DropSanction or ModerationChange.SetRole or ModerationChange.PutReport or ModerationChange.CloseReport or ModerationChange.SetAdmin);
}
