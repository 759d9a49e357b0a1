namespace Chat.Actors.Sessions;

/// <summary>Which of a client program's connections a hello came over, as the client counts them.</summary>
/// <param name="Instance">The run of the client program.</param>
/// <param name="Number">Greater for a later connection.</param>
public sealed record ConnectAttempt(string Instance, long Number)
{
    /// <summary>True where both are of the same run of a client, and this one is earlier: its hello was held up on the way.</summary>
    public bool IsBefore(ConnectAttempt? other) => other is not null && other.Instance == Instance && Number < other.Number;
}
