namespace Chat.Fuzz.Running;

/// <summary>How long to try what.</summary>
/// <param name="Seed">The same seed makes the same inputs.</param>
/// <param name="Inputs">End after so many inputs; null for no such end.</param>
/// <param name="Time">End after so long; null for no such end.</param>
/// <param name="Failures">Directory of the inputs that failed.</param>
internal sealed record FuzzOptions(int Seed, long? Inputs, TimeSpan? Time, string Failures);
