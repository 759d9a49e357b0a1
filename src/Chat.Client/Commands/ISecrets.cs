namespace Chat.Client.Commands;

/// <summary>Asks the person at the keyboard for what must not be seen. Each interface has its own way.</summary>
internal interface ISecrets
{
    /// <summary>Asks.</summary>
    /// <param name="question">What for, without a colon.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was typed; null or empty where the person does not want to.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);
}
