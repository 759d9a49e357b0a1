using Chat.Client.Connecting;
using Chat.Client.Moderation;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>Turns commands into requests, for every interface.</summary>
/// <param name="chat">Where the requests go.</param>
/// <param name="secrets">Asks for passwords.</param>
/// <param name="zone">In which times are told.</param>
/// <param name="configuration">What is set; null for defaults that are kept nowhere.</param>
internal sealed partial class CommandRunner(IChat chat, ISecrets secrets, TimeZoneInfo zone, ClientConfiguration? configuration = null)
{
    private const string NoRoom = "you are in no room; /join one, or see /rooms";
    private readonly AccountCommands _account = new(chat, secrets, zone);
    private readonly ModerationCommands _moderation = new(chat, secrets, zone);
    private readonly ConfigurationCommands _configuration = new(configuration ?? new ClientConfiguration());

    /// <summary>Carries a command out. Refusals are outcomes, not exceptions.</summary>
    /// <param name="command">What is wanted.</param>
    /// <param name="room">The current room; null when there is none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CommandOutcome> RunAsync(ChatCommand command, string? room, CancellationToken cancellationToken)
    {
        try
        {
            return command switch
            {
                ChatCommand.Say say => Send(room, say.Text, null),
                ChatCommand.Me me => Send(room, me.Text, MessageKind.Action),
                ChatCommand.Msg msg => Send(RoomNames.PrivateWith(msg.User), msg.Text, null),
                ChatCommand.Help help => _configuration.Help(help.About),
                ChatCommand.Join join => await JoinAsync(join.Room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Leave leave => await LeaveAsync(leave.Room ?? room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Rooms => await ListRoomsAsync(cancellationToken).ConfigureAwait(false),
                ChatCommand.Users users => await ListUsersAsync(users.Room ?? room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Topic topic => await TopicAsync(room, topic.Text, cancellationToken).ConfigureAwait(false),
                ChatCommand.Away away => await AwayAsync(away.Text, cancellationToken).ConfigureAwait(false),
                ChatCommand.History history => await HistoryAsync(history, room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Search search => await SearchAsync(search.Line, room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Whois whois => await WhoisAsync(whois.User, cancellationToken).ConfigureAwait(false),
                ChatCommand.Nick nick => await NickAsync(nick.User, cancellationToken).ConfigureAwait(false),
                ChatCommand.Register register => await _account.RegisterAsync(register.Invite, cancellationToken).ConfigureAwait(false),
                ChatCommand.Password => await _account.ChangePasswordAsync(cancellationToken).ConfigureAwait(false),
                ChatCommand.Sessions => await _account.ListSessionsAsync(cancellationToken).ConfigureAwait(false),
                ChatCommand.Revoke revoke => await _account.RevokeAsync(revoke.Session, cancellationToken).ConfigureAwait(false),
                ChatCommand.Unregister => await _account.UnregisterAsync(cancellationToken).ConfigureAwait(false),
                ChatCommand.Moderates moderates => await _moderation.RunAsync(moderates, room, cancellationToken).ConfigureAwait(false),
                ChatCommand.Set set => await _configuration.SetAsync(set.Name, set.Value).ConfigureAwait(false),
                ChatCommand.Unset unset => await _configuration.UnsetAsync(unset.Name).ConfigureAwait(false),
                ChatCommand.Reload => await _configuration.ReloadAsync().ConfigureAwait(false),
                ChatCommand.Profiles => _configuration.ListProfiles(),
                ChatCommand.Connection => chat.State.Security is { } security
                    ? new CommandOutcome.Told(SecurityText.Sentence(security), SecurityText.Details(security))
                    : new CommandOutcome.Refused("there was no connection yet"),
                ChatCommand.Quit => new CommandOutcome.Quit(),
                ChatCommand.OnScreen shown => new CommandOutcome.ForScreen(shown),
                _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of the closed set."),
            };
        }
        catch (ChatException e)
        {
            return new CommandOutcome.Refused(CleanText.Line(e.Message), e.Code);
        }
    }

    private CommandOutcome Send(string? room, string text, string? kind) =>
        room is null ? new CommandOutcome.Refused(NoRoom) : new CommandOutcome.Sending(room, chat.SendAsync(room, text, kind));

    private async Task<CommandOutcome> JoinAsync(string room, CancellationToken cancellationToken)
    {
        if (chat.State.Rooms.TryGetValue(room, out RoomView? mine))
        {
            return new CommandOutcome.Entered(mine.Name);
        }

        if (RoomNames.IsPrivate(room))
        {
            WhoisOk partner = await chat.WhoisAsync(room[1..], cancellationToken).ConfigureAwait(false);
            return new CommandOutcome.Entered(RoomNames.PrivateWith(partner.User));
        }

        JoinOk joined = await chat.JoinAsync(room, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Joined(joined.Room);
    }

    private async Task<CommandOutcome> LeaveAsync(string? room, CancellationToken cancellationToken)
    {
        if (room is null)
        {
            return new CommandOutcome.Refused(NoRoom);
        }

        if (!RoomNames.IsPrivate(room))
        {
            await chat.LeaveAsync(room, cancellationToken).ConfigureAwait(false);
        }

        return new CommandOutcome.Left(room);
    }

    private async Task<CommandOutcome> ListRoomsAsync(CancellationToken cancellationToken)
    {
        (List<RoomEntry> rooms, bool more) = await Pages.AllRoomsAsync(chat, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told(
            more ? $"The first {rooms.Count} rooms" : Count(rooms.Count, "room"),
            [.. rooms.Select(entry => $"{CleanText.Line(entry.Room)} ({Count(entry.Users, "user")}{(entry.Access is null ? "" : $", {ModerationText.Access(entry.Access)}")}){(entry.Topic.Length == 0 ? "" : ": " + CleanText.Line(entry.Topic))}")])
        {
            Data = new RoomsOk(rooms, more),
        };
    }

    private async Task<CommandOutcome> ListUsersAsync(string? room, CancellationToken cancellationToken)
    {
        if (room is null)
        {
            return new CommandOutcome.Refused(NoRoom);
        }

        (List<UserEntry> users, bool more) = await Pages.AllUsersAsync(chat, room, cancellationToken).ConfigureAwait(false);
        string name = CleanText.Line(room);
        return new CommandOutcome.Told(more ? $"The first {users.Count} users in {name}" : $"{Count(users.Count, "user")} in {name}", [.. users.Select(Describe)])
        {
            Data = new UsersOk(room, users, more),
        };
    }

    private async Task<CommandOutcome> TopicAsync(string? room, string? text, CancellationToken cancellationToken)
    {
        if (room is null)
        {
            return new CommandOutcome.Refused(NoRoom);
        }

        if (text is not null)
        {
            await chat.SetTopicAsync(room, text, cancellationToken).ConfigureAwait(false);
            return new CommandOutcome.Done();
        }

        TopicOk ok = await chat.GetTopicAsync(room, cancellationToken).ConfigureAwait(false);
        string name = CleanText.Line(ok.Room);
        return new CommandOutcome.Told(ok.Topic.Length == 0 ? $"{name} has no topic" : $"Topic of {name}: {CleanText.Line(ok.Topic)}") { Data = ok };
    }

    private async Task<CommandOutcome> AwayAsync(string? text, CancellationToken cancellationToken)
    {
        await chat.SetAwayAsync(text, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told(text is null ? "You are back" : $"You are away: {CleanText.Line(text)}");
    }

    private async Task<CommandOutcome> WhoisAsync(string user, CancellationToken cancellationToken)
    {
        WhoisOk who = await chat.WhoisAsync(user, cancellationToken).ConfigureAwait(false);
        string since = TimeZoneInfo.ConvertTime(who.Since, zone).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        string away = string.IsNullOrEmpty(who.Away) ? string.Empty : $": {CleanText.Line(who.Away)}";
        string kind = who.Guest ? "guest" : who.Admin is true ? "admin of this server" : "registered";
        return new CommandOutcome.Told($"{CleanText.Line(who.User)}: {kind}, {CleanText.Line(who.Status)} since {since}{away}", [.. (who.Addresses ?? []).Select(address => $"from {CleanText.Line(address)}")]) { Data = who };
    }

    private async Task<CommandOutcome> NickAsync(string user, CancellationToken cancellationToken)
    {
        NickOk ok = await chat.NickAsync(user, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told($"You are now {CleanText.Line(ok.User)}") { Data = ok };
    }

    private static string Describe(UserEntry user)
    {
        string role = user.Role == RoomRole.Member ? string.Empty : $" ({CleanText.Line(user.Role)})";
        string status = user.Status == UserStatus.Online ? string.Empty : $", {CleanText.Line(user.Status)}";
        string away = string.IsNullOrEmpty(user.Away) ? string.Empty : $": {CleanText.Line(user.Away)}";
        return CleanText.Line(user.User) + role + (user.Muted is true ? " (muted)" : string.Empty) + status + away;
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";
}
