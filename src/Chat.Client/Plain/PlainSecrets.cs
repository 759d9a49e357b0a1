using Chat.Client.Commands;
using Chat.Client.Startup;

namespace Chat.Client.Plain;

/// <summary>Secrets in plain mode: typed unseen at a terminal; from a pipe, the next line.</summary>
/// <param name="host">The machine.</param>
/// <param name="lines">The lines that come in.</param>
internal sealed class PlainSecrets(ClientHost host, LineReader lines) : ISecrets
{
    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!host.InIsTerminal)
        {
            return await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        await host.Error.WriteAsync($"{question}: ").ConfigureAwait(false);
        await host.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(host.ReadSecret, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
