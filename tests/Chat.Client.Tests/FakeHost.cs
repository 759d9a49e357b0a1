using System.Text;
using Chat.Client.Connecting;
using Chat.Client.Crash;
using Chat.Client.Sessions;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Client.Tests;

/// <summary>A machine whose input a test writes and whose output it awaits.</summary>
internal sealed class FakeHost : IDisposable
{
    private readonly WatchedWriter _out = new();

    public FakeHost(TextReader? input = null, Func<ChatClientOptions, Task<IChat>>? connect = null, SessionStore? sessions = null, bool asks = false, Func<ChatClientOptions, string?, Task>? register = null, CrashReports? crashes = null, string? settings = null, Func<string?>? password = null, ClientConfiguration? configuration = null, Func<Uri, string?>? reach = null, KnownServers? known = null) => Host = new ClientHost
    {
        In = input ?? new StringReader(string.Empty),
        Out = _out,
        Error = Error,
        Crash = new CrashGuard(Error, crashes),
        ReadSecret = (input ?? TextReader.Null).ReadLine,
        Register = (options, invite, _) => register?.Invoke(options, invite) ?? Task.CompletedTask,
        InIsTerminal = asks,
        OutIsTerminal = false,
        Time = Time,
        Sessions = sessions,
        Known = known,
        ConfigurationPath = settings,
        Configuration = configuration ?? new ClientConfiguration(),
        Reach = (server, _) => Task.FromResult(reach?.Invoke(server)),
        TakePassword = password ?? (() => null),
        Connect = (options, _) => connect?.Invoke(options) ?? Task.FromResult<IChat>(Chat),
    };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 10, 30, 15, TimeSpan.Zero));

    public FakeChat Chat { get; init; } = new();

    public StringWriter Error { get; } = new();

    public ClientHost Host { get; }

    public string[] Lines => _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public Task SeesAsync(string line) => _out.SeesAsync(line);

    public void Dispose() => _out.Dispose();

    private sealed class WatchedWriter : TextWriter
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();
        private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (_gate)
            {
                _text.Append(value);
                if (value == '\n')
                {
                    _awaited.FindAll(awaited => _text.ToString().Contains(awaited.Text, StringComparison.Ordinal)).ForEach(awaited => awaited.Seen.TrySetResult());
                }
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return _text.ToString().Replace("\r", "", StringComparison.Ordinal);
            }
        }

        public Task SeesAsync(string text)
        {
            lock (_gate)
            {
                var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _awaited.Add((text, seen));
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                {
                    seen.SetResult();
                }

                return seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }
    }
}
