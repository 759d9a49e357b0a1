using Chat.Client.Commands;

namespace Chat.Client.Plain;

/// <summary>Where plain mode's lines come from and go to.</summary>
internal interface IPlainDesk : ISecrets, IDisposable
{
    /// <summary>Reads the next line.</summary>
    /// <returns>The line; null at the end.</returns>
    /// <exception cref="InvalidDataException">The line is too long. The next call reads the line after it.</exception>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Writes lines, at once or when a person who is writing has finished. Waits where too much is waiting already.</summary>
    void Write(IReadOnlyList<string> lines);

    /// <summary>Writes what still waits; from now on nothing waits.</summary>
    void Release();
}
