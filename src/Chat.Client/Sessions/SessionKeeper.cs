using Chat.Sdk;

namespace Chat.Client.Sessions;

/// <summary>Keeps the running guest's token on disk, under the name the guest has at the moment.</summary>
internal sealed class SessionKeeper : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SessionStore? _store;
    private readonly Uri _server;
    private string _user;
    private SessionSlot? _slot;

    /// <summary>Opens the place for a name.</summary>
    /// <param name="store">Where tokens are kept; null to keep none.</param>
    /// <param name="server">The server's address.</param>
    /// <param name="user">The name to be known by.</param>
    public SessionKeeper(SessionStore? store, Uri server, string user)
    {
        (_store, _server, _user) = (store, server, user);
        _slot = store?.TryOpen(server, user);
    }

    /// <summary>The token of an earlier run; null when there is none, or another process has it. Secret.</summary>
    public string? Token => _slot?.Token;

    /// <summary>Room → last seq that an earlier run has told.</summary>
    public IReadOnlyDictionary<string, long> ReadCursors() => _slot?.ReadCursors() ?? new Dictionary<string, long>();

    /// <summary>Notes how far this run has told: room → seq.</summary>
    public void SaveCursors(IReadOnlyDictionary<string, long> cursors)
    {
        lock (_gate)
        {
            _slot?.SaveCursors(cursors);
        }
    }

    /// <summary>Keeps a new token. For <see cref="ChatClientOptions.SessionChanged"/>.</summary>
    public void Save(string token)
    {
        lock (_gate)
        {
            _slot?.Save(token);
        }
    }

    /// <summary>The guest has another name: its token goes there.</summary>
    public void Rename(string user)
    {
        lock (_gate)
        {
            if (_slot is null || user == _user)
            {
                return;
            }

            _user = user;
            if (_store?.TryOpen(_server, user) is not { } next)
            {
                return;
            }

            if (_slot.Token is { } token)
            {
                next.Save(token);
                _slot.Forget();
            }

            _slot.Dispose();
            _slot = next;
        }
    }

    /// <summary>The guest is no more, so its token is worth nothing.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _slot?.Forget();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _slot?.Dispose();
            _slot = null;
        }
    }
}
