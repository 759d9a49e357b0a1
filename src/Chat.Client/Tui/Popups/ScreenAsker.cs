using Chat.Client.Commands;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Popups;

/// <summary>Asks on the screen: for secrets in the line where one types, for a decision above it. On the interface's thread.</summary>
/// <param name="secrets">Asks for secrets.</param>
/// <param name="overlays">Where questions are shown.</param>
/// <param name="palette">The colours.</param>
internal sealed class ScreenAsker(SecretLine secrets, Overlays overlays, Palette palette) : ISecrets
{
    /// <inheritdoc/>
    public Task<string?> AskAsync(string question, CancellationToken cancellationToken) => secrets.AskAsync(question, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        overlays.Open(new Question(palette, question, [new Choice('y', "yes", () => answer.TrySetResult(true))], () => answer.TrySetResult(false)));
        return answer.Task.WaitAsync(cancellationToken);
    }
}
