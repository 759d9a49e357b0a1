namespace Chat.Bench.Scenarios;

/// <summary>A result whose figures count only when everything was as promised.</summary>
internal interface IVerified
{
    /// <summary>What was not; empty when all was.</summary>
    IReadOnlyList<string> Problems { get; }
}
