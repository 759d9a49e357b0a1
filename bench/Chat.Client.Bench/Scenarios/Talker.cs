using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Common;
using Chat.Protocol.Frames;
using Chat.Sdk;

namespace Chat.Client.Bench.Scenarios;

/// <summary>Another user, who talks at a rate.</summary>
internal sealed class Talker : IAsyncDisposable
{
    private const int MaxWaiting = 800;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);
    private static readonly string Words = "the quick brown fox jumps over the lazy dog and says a few more words ";
    private readonly ChatClient _client;
    private readonly HashSet<Task<SendOk>> _waiting = [];
    private long _said;

    private Talker(ChatClient client) => _client = client;

    /// <summary>Connects and enters a room.</summary>
    public static async Task<Talker> EnterAsync(Uri server, string user, string room, CancellationToken cancel)
    {
        ChatClient client = await ChatClient.ConnectAsync(new ChatClientOptions { Server = server, User = user, MessagesPerRoom = 10 }, cancel).ConfigureAwait(false);
        await client.JoinAsync(room, cancel).ConfigureAwait(false);
        return new Talker(client);
    }

    /// <summary>Says one thing, and waits until it is stored.</summary>
    public Task SayAsync(string room, string text, CancellationToken cancel) => _client.SendAsync(room, text, cancellationToken: cancel);

    /// <summary>Says so many things at a rate, and waits until all are stored; or goes on until it is cancelled.</summary>
    public async Task TalkAsync(string room, int count, int rate, CancellationToken until)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Tick);
        for (long said = 0; said < count && !until.IsCancellationRequested;)
        {
            long due = Math.Min(count, (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * rate));
            for (; said < due; said++)
            {
                if (_waiting.Count >= MaxWaiting)
                {
                    _waiting.RemoveWhere(task => task.IsCompletedSuccessfully);
                }

                if (_waiting.Count >= MaxWaiting)
                {
                    _waiting.Remove(await Task.WhenAny(_waiting).ConfigureAwait(false));
                }

                string number = (++_said).ToString(CultureInfo.InvariantCulture);
                _waiting.Add(_client.SendAsync(room, string.Concat(number, " ", Words.AsSpan(0, 20 + (int)(_said * 7 % 45))), cancellationToken: CancellationToken.None));
            }

            await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await Task.WhenAll(_waiting).ConfigureAwait(false);
        _waiting.Clear();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
