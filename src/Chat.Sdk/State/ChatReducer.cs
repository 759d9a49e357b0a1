namespace Chat.Sdk.State;

/// <summary>Makes the next state of a state and an input. Pure: no clock, no I/O, the same answer for the same question.</summary>
public static class ChatReducer
{
    /// <summary>The state after the input.</summary>
    public static ChatState Apply(ChatState state, ChatInput input) => throw new NotImplementedException();
}
