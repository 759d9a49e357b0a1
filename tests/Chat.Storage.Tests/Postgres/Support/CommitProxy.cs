using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Chat.Storage.Tests.Postgres.Support;

/// <summary>What happens to the next commit that passes.</summary>
internal enum NextCommit
{
    /// <summary>Nothing.</summary>
    Passes,

    /// <summary>It never reaches the server, and the connection is cut.</summary>
    IsLost,

    /// <summary>The server commits, and the connection is cut instead of an answer.</summary>
    LosesItsAnswer,

    /// <summary>The client's side is cut, and the server gets the commit later, when it is released.</summary>
    IsHeld,

    /// <summary>The same, and from then on the server is away.</summary>
    IsHeldAndNothingPasses,
}

/// <summary>Stands between a store and the server and fails when it is told to.</summary>
internal sealed class CommitProxy : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server = new(PostgresServer.ConnectionString);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private TaskCompletionSource _refused = new();
    private readonly TaskCompletionSource _held = new();
    private readonly TaskCompletionSource _ended = new();
    private Func<bool, Task>? _release;
    private volatile bool _away;
    private volatile NextCommit _next;

    public CommitProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The statement, and the server's word that it is done, as they end on the wire.</summary>
    private static ReadOnlySpan<byte> Commit => "COMMIT\0"u8;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public NextCommit Next
    {
        set => _next = value;
    }

    /// <summary>True to cut every connection and take no more.</summary>
    public bool Away
    {
        set
        {
            _away = value;
            if (value)
            {
                _refused = new TaskCompletionSource();
                CutAll();
            }
        }
    }

    /// <summary>Someone tried to connect while it was away.</summary>
    public Task RefusedAsync() => _refused.Task;

    /// <summary>A commit is held.</summary>
    public Task HeldAsync() => _held.Task;

    /// <summary>Ends a hold: the server gets the commit, or its connection is cut.</summary>
    public Task ReleaseAsync(bool arrives) => _release!(arrives);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _ended.SetResult();
        CutAll();
        await _accepting;
    }

    private void CutAll()
    {
        lock (_open)
        {
            _open.ForEach(socket => socket.Dispose());
            _open.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync();
                if (_away)
                {
                    client.Dispose();
                    _refused.TrySetResult();
                    continue;
                }

                var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await server.ConnectAsync(_server.Host!, _server.Port);
                lock (_open)
                {
                    _open.AddRange([client, server]);
                }

                _ = Task.WhenAll(AskAsync(client, server), AnswerAsync(client, server));
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // The listener is closed.
        }
    }

    private async Task AskAsync(Socket client, Socket server)
    {
        byte[] buffer = new byte[1 << 16];
        await UntilCutAsync(client, server, async () =>
        {
            int read = await client.ReceiveAsync(buffer);
            bool commit = buffer.AsSpan(0, read).IndexOf(Commit) >= 0;
            NextCommit next = commit ? _next : NextCommit.Passes;
            switch (next)
            {
                case NextCommit.IsLost:
                    _next = NextCommit.Passes;
                    return false;
                case NextCommit.IsHeld or NextCommit.IsHeldAndNothingPasses:
                    _next = NextCommit.Passes;
                    lock (_open)
                    {
                        _open.Remove(server);
                    }

                    Away = next == NextCommit.IsHeldAndNothingPasses;
                    client.Dispose();
                    _release = async arrives =>
                    {
                        if (arrives)
                        {
                            await server.SendAsync(buffer.AsMemory(0, read));
                        }
                        else
                        {
                            server.Dispose();
                        }
                    };
                    _held.SetResult();
                    await _ended.Task;
                    return false;
                default:
                    await server.SendAsync(buffer.AsMemory(0, read));
                    return read > 0;
            }
        });
    }

    private async Task AnswerAsync(Socket client, Socket server)
    {
        byte[] buffer = new byte[1 << 16];
        await UntilCutAsync(client, server, async () =>
        {
            int read = await server.ReceiveAsync(buffer);
            if (_next == NextCommit.LosesItsAnswer && buffer.AsSpan(0, read).IndexOf(Commit) >= 0)
            {
                _next = NextCommit.Passes;
                return false;
            }

            await client.SendAsync(buffer.AsMemory(0, read));
            return read > 0;
        });
    }

    private static async Task UntilCutAsync(Socket client, Socket server, Func<Task<bool>> pass)
    {
        try
        {
            while (await pass())
            {
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of them is gone.
        }

        client.Dispose();
        server.Dispose();
    }
}
