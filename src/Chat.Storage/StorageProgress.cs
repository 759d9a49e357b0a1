namespace Chat.Storage;

/// <summary>How far long work has come.</summary>
/// <param name="Step">What is being done, such as <c>copying</c>.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 where that is not known.</param>
/// <param name="Unit">What is counted, such as <c>MiB</c>.</param>
public readonly record struct StorageProgress(string Step, long Done, long Total, string Unit);
