using Chat.Client.Commands;

namespace Chat.Client.Tests;

/// <summary>A person who types these secrets, and then nothing.</summary>
internal sealed class TypedSecrets : ISecrets
{
    public Queue<string> Typed { get; set; } = new();

    public Task<string?> AskAsync(string question, CancellationToken cancellationToken) => Task.FromResult(Typed.TryDequeue(out string? secret) ? secret : null);
}
