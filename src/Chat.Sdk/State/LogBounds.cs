namespace Chat.Sdk.State;

/// <summary>How much of a room's log is kept and fetched.</summary>
/// <param name="Keep">Most messages to keep.</param>
/// <param name="Gap">Most messages to fetch in order to close a gap; more than are kept would be for nothing.</param>
internal readonly record struct LogBounds(int Keep, int Gap)
{
    /// <summary>The bounds a state sets.</summary>
    public static LogBounds Of(ChatState state) => new(state.MessagesPerRoom, Math.Min(state.MaxGap, state.MessagesPerRoom));
}
