using Chat.Client.Startup;

namespace Chat.Client.Plain;

/// <summary>Plain mode in a pipe: nothing waits for anything but the reader. A secret is typed unseen where a person types; from a pipe it is the next line.</summary>
/// <param name="host">The machine.</param>
/// <param name="longest">Most characters of a line.</param>
/// <param name="asks">Told what is asked for where the next line is the answer.</param>
internal sealed class PipeDesk(ClientHost host, int longest, Action<string>? asks = null) : IPlainDesk
{
    private readonly LineReader _lines = new(host.In, longest);

    /// <inheritdoc/>
    public Task<string?> ReadAsync(CancellationToken cancellationToken) => _lines.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            host.Out.WriteLine(line);
        }

        host.Out.Flush();
    }

    /// <inheritdoc/>
    public bool IsSomebodyThere => host.InIsTerminal;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!host.InIsTerminal)
        {
            asks?.Invoke(question);
            return await _lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        await host.Error.WriteAsync($"{question}: ").ConfigureAwait(false);
        await host.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(host.ReadSecret, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>A pipe has nobody who could think twice: what it says is meant.</remarks>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        !host.InIsTerminal || (await AskAsync($"{question} Write yes", cancellationToken).ConfigureAwait(false))?.Trim().ToUpperInvariant() is "YES" or "Y";

    /// <inheritdoc/>
    public void Release()
    {
        // Nothing waits here.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The streams are the machine's.
    }
}
