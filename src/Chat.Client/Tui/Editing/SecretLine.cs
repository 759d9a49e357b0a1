using Chat.Client.Commands;

namespace Chat.Client.Tui.Editing;

/// <summary>
/// Asks for a secret in the line where one types, which hides it meanwhile. What is typed then is no draft, no line to recall, nothing
/// that was cut and no command.
/// All of it runs on the interface's thread.
/// </summary>
/// <param name="window">The window.</param>
internal sealed class SecretLine(ChatWindow window) : ISecrets
{
    private TaskCompletionSource<string?>? _asking;
    private string _draft = string.Empty;

    /// <summary>True while a secret is asked for.</summary>
    public bool IsAsking => _asking is not null;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        Answer(null);
        _draft = window.Input.Text;
        window.Prompt(question);
        window.Input.Load(string.Empty, secret: true);
        _asking = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return await _asking.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the question.</summary>
    /// <param name="secret">What was typed; null where the person does not want to.</param>
    /// <returns>False where nothing is asked.</returns>
    public bool Answer(string? secret)
    {
        if (_asking is not { } asking)
        {
            return false;
        }

        _asking = null;
        window.Prompt(null);
        window.Input.Load(_draft);
        _draft = string.Empty;
        asking.SetResult(secret);
        return true;
    }
}
