using System.Text;

namespace Chat.Client.Tests.Plain.Typing;

/// <summary>All that was sent to a terminal.</summary>
internal sealed class ScreenText : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Text, TaskCompletionSource Shown)> _awaited = [];

    public override Encoding Encoding => Encoding.UTF8;

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString().Replace("\r", "", StringComparison.Ordinal);
            }
        }
    }

    public override void Write(char value)
    {
        lock (_gate)
        {
            _text.Append(value);
            _awaited.FindAll(awaited => Text == awaited.Text).ForEach(awaited => awaited.Shown.TrySetResult());
        }
    }

    public Task ShowsAsync(string text)
    {
        lock (_gate)
        {
            var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, shown));
            if (Text == text)
            {
                shown.SetResult();
            }

            return shown.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
