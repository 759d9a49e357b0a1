namespace Chat.Client.Commands;

/// <content>Moving about in the chat view.</content>
internal abstract partial record ChatCommand
{
    /// <summary><c>/goto</c> a place in the current room.</summary>
    public sealed record GoToPlace(MessageSpot Spot) : OnScreen;

    /// <summary><c>/find</c> in what is loaded; null opens the prompt.</summary>
    public sealed record FindLoaded(string? Text) : OnScreen;
}
