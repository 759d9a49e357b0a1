namespace Chat.Fuzz.Targets;

/// <summary>A target that has more to tell than how many inputs it got.</summary>
internal interface IDetailed
{
    /// <summary>In a few words.</summary>
    string Details { get; }
}
