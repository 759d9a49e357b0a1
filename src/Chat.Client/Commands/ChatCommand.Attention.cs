using Chat.Client.Attention;

namespace Chat.Client.Commands;

/// <content>What calls for attention.</content>
internal abstract partial record ChatCommand
{
    /// <summary><c>/notify</c>: sets what of a room calls for attention, or shows it where the level is null.</summary>
    /// <param name="Room">The room; null for the current one.</param>
    /// <param name="Level">The level.</param>
    public sealed record Notify(string? Room, NotifyLevel? Level) : OnScreen;

    /// <summary><c>/mute</c> a room, so that it calls nobody; null for the current one.</summary>
    public sealed record MuteRoom(string? Room) : OnScreen
    {
        /// <inheritdoc/>
        public override string Called => "mute";
    }

    /// <summary><c>/unmute</c> a room; null for the current one.</summary>
    public sealed record UnmuteRoom(string? Room) : OnScreen
    {
        /// <inheritdoc/>
        public override string Called => "unmute";
    }

    /// <summary><c>/dnd</c>.</summary>
    public sealed record DoNotDisturb(QuietWish Wish) : OnScreen;

    /// <summary><c>/highlight</c>: adds a word, removes one, or lists them where the word is null.</summary>
    /// <param name="Word">The word.</param>
    /// <param name="Add">True to add it.</param>
    public sealed record Highlight(string? Word, bool Add) : OnScreen;
}
