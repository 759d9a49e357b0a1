namespace Chat.Client.Commands;

/// <summary>Asks the person at the keyboard: for what must not be seen, and before what can't be undone. Each interface has its own way.</summary>
internal interface ISecrets
{
    /// <summary>True where somebody can correct what was refused; false for a pipe, whose next line is the next command.</summary>
    bool IsSomebodyThere => true;

    /// <summary>Asks.</summary>
    /// <param name="question">What for, without a colon.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was typed; null or empty where the person does not want to.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);

    /// <summary>Asks before something that can't be undone.</summary>
    /// <param name="question">What is to be done, with its question mark.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True where the person wants it.</returns>
    async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        (await AskAsync($"{question} Write yes", cancellationToken))?.Trim().ToUpperInvariant() is "YES" or "Y";
}
