namespace Chat.Bench.Scenarios;

/// <summary>What a database with many messages answers, and how fast.</summary>
/// <param name="Messages">Messages in it.</param>
/// <param name="FillPerSecond">Messages stored a second, in commits of <see cref="LogFill.BatchSize"/>; null where the database was there.</param>
/// <param name="OpenMs">From opening the full database to its first answer.</param>
/// <param name="FileMiB">Size of the database.</param>
/// <param name="Questions">What was asked.</param>
internal sealed record LogResult(long Messages, double? FillPerSecond, double OpenMs, double FileMiB, IReadOnlyList<QuestionResult> Questions);

/// <summary>A question, asked several times.</summary>
/// <param name="Name">What was asked.</param>
/// <param name="Entries">Messages in the answer.</param>
/// <param name="FirstMs">The first time, with nothing cached in the process.</param>
/// <param name="MinMs">The fastest time.</param>
/// <param name="MedianMs">The time in the middle.</param>
/// <param name="MaxMs">The slowest time, the first included.</param>
internal sealed record QuestionResult(string Name, int Entries, double FirstMs, double MinMs, double MedianMs, double MaxMs);
