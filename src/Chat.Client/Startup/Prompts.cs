namespace Chat.Client.Startup;

/// <summary>Asks the person at the terminal, in plain lines. A signal ends the wait, though the terminal would go on waiting for a line.</summary>
/// <param name="host">The machine.</param>
internal sealed class Prompts(ClientHost host)
{
    /// <summary>Says a line.</summary>
    public void Say(string line) => host.Error.WriteLine(line);

    /// <summary>Asks.</summary>
    /// <param name="question">The question, with what Enter alone means.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer without blanks around it, perhaps empty.</returns>
    /// <exception cref="EndOfStreamException">The input is at its end.</exception>
    public async Task<string> AskAsync(string question, CancellationToken cancellationToken) =>
        (await ReadAsync($"{question}: ", host.In.ReadLine, cancellationToken).ConfigureAwait(false))?.Trim() ?? throw new EndOfStreamException();

    /// <summary>Asks for what must not be seen; null where the person does not want to.</summary>
    public Task<string?> AskSecretAsync(string question, CancellationToken cancellationToken) => ReadAsync($"{question}: ", host.ReadSecret, cancellationToken);

    private async Task<string?> ReadAsync(string question, Func<string?> read, CancellationToken cancellationToken)
    {
        await host.Error.WriteAsync(question).ConfigureAwait(false);
        await host.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(read, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What the shell writes next begins a line of its own.
            await host.Error.WriteLineAsync().ConfigureAwait(false);
            throw;
        }
    }
}
