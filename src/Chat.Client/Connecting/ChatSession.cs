using Chat.Client.Sessions;
using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;

namespace Chat.Client.Connecting;

/// <summary>A connection together with the user's token on disk. Disposed without <see cref="QuitAsync"/>, the guest can come back.</summary>
internal sealed class ChatSession : IAsyncDisposable
{
    private static readonly string ClientName = $"AkkaChat {typeof(ChatSession).Assembly.GetName().Version?.ToString(3)}";
    private static readonly Dictionary<string, long> NoCursors = [];
    private readonly SessionKeeper _keeper;
    private ChatState? _told;

    private ChatSession(IChat chat, SessionKeeper keeper, Uri server, bool isNew) => (Chat, _keeper, Server, IsNew) = (chat, keeper, server, isNew);

    /// <summary>The connection.</summary>
    public IChat Chat { get; }

    /// <summary>True where a guest came for the first time, not back with its token.</summary>
    public bool IsNew { get; }

    /// <summary>Room → last seq that an earlier run has told; what the state holds beyond it is still to be told.</summary>
    public IReadOnlyDictionary<string, long> Cursors { get; private init; } = NoCursors;

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>By what the server is trusted.</summary>
    public ChatTlsOptions Tls { get; private init; } = new();

    /// <summary>The server's host and port, as people write them.</summary>
    public string ServerName => $"{Server.Host}:{Server.Port}";

    /// <summary>
    /// Connects, as the user of an earlier run where its token is at hand and still good. Where the server wants a password, the person at the
    /// terminal is asked for it, or led to an account.
    /// </summary>
    /// <param name="host">The machine.</param>
    /// <param name="launch">Where to connect, as whom.</param>
    /// <param name="messagesPerRoom">How many messages of a room are kept at hand.</param>
    /// <param name="use">What the connection is for.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ChatException">The server could not be reached or refused.</exception>
    public static async Task<ChatSession> OpenAsync(ClientHost host, Launch launch, int messagesPerRoom, ChatUse use, CancellationToken cancellationToken)
    {
        var keeper = new SessionKeeper(launch.KeepToken ? host.Sessions : null, launch.Server, launch.User);
        try
        {
            // A token makes the password needless, and a password manager may ask for more than one wants to give.
            string? password = keeper.Token is null ? await launch.FetchPasswordAsync(host.Time, cancellationToken).ConfigureAwait(false) : launch.Password;
            var options = new ChatClientOptions
            {
                Server = launch.Server,
                User = launch.User,
                Tls = launch.Link.Tls,
                AllowPlaintext = launch.Link.AllowPlaintext,
                Session = keeper.Token,
                Cursors = use == ChatUse.Lines && keeper.Token is not null ? keeper.ReadCursors() : null,
                Password = password,
                ClientName = ClientName,
                SessionChanged = keeper.Save,
                Time = host.Time,
                MessagesPerRoom = messagesPerRoom,
                FetchUnread = use == ChatUse.Screen,
            };
            (IChat chat, bool isNew) = await ConnectAsync(host, launch, options, keeper, cancellationToken).ConfigureAwait(false);
            return new ChatSession(chat, keeper, launch.Server, isNew) { Cursors = isNew ? NoCursors : options.Cursors ?? NoCursors, Tls = launch.Link.Tls };
        }
        catch
        {
            keeper.Dispose();
            throw;
        }
    }

    /// <summary>Enters rooms that the user is not in yet.</summary>
    /// <param name="rooms">The rooms.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What went wrong, in English and clean; the others are entered all the same.</returns>
    public async Task<IReadOnlyList<string>> EnterAsync(IEnumerable<string> rooms, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach (string room in rooms.Where(room => !RoomNames.IsPrivate(room) && !Chat.State.Rooms.ContainsKey(room)))
        {
            try
            {
                await Chat.JoinAsync(room, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException e)
            {
                problems.Add($"{CleanText.Line(room)} could not be joined: {CleanText.Line(e.Message)}");
            }
        }

        return problems;
    }

    /// <summary>Keeps the token under the guest's name of the moment.</summary>
    public void NameIs(string user) => _keeper.Rename(user);

    /// <summary>Notes that everything up to this state has been told, for the next run should this one be cut off.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isTold">Which rooms are told of.</param>
    public void HasTold(ChatState state, Func<RoomView, bool> isTold)
    {
        if (!ReferenceEquals(state.Rooms, _told?.Rooms))
        {
            _told = state;
            _keeper.SaveCursors(state.Rooms.Values.Where(isTold).ToDictionary(room => room.Name, room => room.Cursor));
        }
    }

    /// <summary>Notes that this interface shows rooms in another way: the next one that tells message by message begins with what is new then.</summary>
    public void TellsNothing() => _keeper.SaveCursors(NoCursors);

    /// <summary>Says goodbye: a guest ends, and with it its token.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        bool guest = Chat.State.Guest;
        try
        {
            await Chat.QuitAsync(cancellationToken).ConfigureAwait(false);
            if (guest)
            {
                _keeper.Forget();
            }
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // Gone without a goodbye: the token stays good for the time the server holds the name.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Chat.CloseAsync().ConfigureAwait(false);
        _keeper.Dispose();
    }

    private static async Task<(IChat Chat, bool IsNew)> ConnectAsync(
        ClientHost host, Launch launch, ChatClientOptions options, SessionKeeper keeper, CancellationToken cancellationToken)
    {
        var login = new Login(host);
        while (true)
        {
            try
            {
                return (await host.Connect(options, cancellationToken).ConfigureAwait(false), options is { Session: null, Password: null });
            }
            catch (ChatException e) when (e.Code == ErrorCodes.AuthFailed && options is { Session: not null })
            {
                // A password was tried too, where there is one.
                keeper.Forget();
                string? password = options.Password ?? await launch.FetchPasswordAsync(host.Time, cancellationToken).ConfigureAwait(false);
                options = options with { Session = null, Password = password, Cursors = password is null ? null : options.Cursors };
            }
            catch (ChatException e) when (login.CanHelp(e))
            {
                options = await login.AskAsync(options with { Session = null, Cursors = null }, e, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
