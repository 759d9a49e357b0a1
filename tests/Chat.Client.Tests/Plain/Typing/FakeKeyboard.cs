using System.Collections.Concurrent;
using Chat.Client.Plain.Typing;

namespace Chat.Client.Tests.Plain.Typing;

/// <summary>A keyboard on which a test types.</summary>
internal sealed class FakeKeyboard : IKeyboard
{
    private readonly BlockingCollection<string> _bursts = [];

    public event Action? Resumed;

    public int Columns => 80;

    public bool IsDisposed { get; private set; }

    public void Type(string keys) => _bursts.Add(keys);

    public void End() => _bursts.CompleteAdding();

    public void Resume() => Resumed?.Invoke();

    public int Read(char[] buffer)
    {
        if (!_bursts.TryTake(out string? keys, Timeout.Infinite))
        {
            return 0;
        }

        keys.CopyTo(0, buffer, 0, keys.Length);
        return keys.Length;
    }

    public void Dispose()
    {
        IsDisposed = true;
        End();
    }
}
