using System.Globalization;
using Chat.Client.Connecting;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>The commands that look after rooms. Where the server's events tell what was done, they say nothing themselves.</summary>
/// <param name="chat">Where the requests go.</param>
/// <param name="asks">Asks before what can't be undone. It may want its caller's thread, so nothing here leaves that before it is done.</param>
/// <param name="zone">In which times are told.</param>
internal sealed partial class ModerationCommands(IChat chat, ISecrets asks, TimeZoneInfo zone)
{
    private const string NoRoom = "you are in no room; /join one, or name the room you mean: in:python";
    private static readonly CommandOutcome Nothing = new CommandOutcome.Refused("nothing was changed");

    /// <summary>Carries one out.</summary>
    /// <param name="command">What is wanted.</param>
    /// <param name="current">The current room; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ChatException">The server refused.</exception>
    public async Task<CommandOutcome> RunAsync(ChatCommand.Moderates command, string? current, CancellationToken cancellationToken)
    {
        if (command is ChatCommand.InviteUser { User: null })
        {
            return ListInvitations();
        }

        if ((command.In ?? current) is not { } room)
        {
            return new CommandOutcome.Refused(NoRoom);
        }

        if (RoomNames.IsPrivate(room))
        {
            return new CommandOutcome.Refused("a private talk is between two; name the room you mean: in:python");
        }

        try
        {
            return await (command switch
            {
                ChatCommand.Kick c => TellAsync(room, c.User, chat.KickAsync(room, c.User, c.Reason, cancellationToken), $"{CleanText.Line(c.User)} was sent out of {Name(room)}"),
                ChatCommand.Ban c => BanAsync(room, c, cancellationToken),
                ChatCommand.Unban c => DoneAsync(chat.UnbanAsync(room, BanTarget.Of(c.Target), cancellationToken), $"{CleanText.Line(c.Target)} is banned from {Name(room)} no more"),
                ChatCommand.Bans => ListBansAsync(room, cancellationToken),
                ChatCommand.Mute c => MuteAsync(room, c, cancellationToken),
                ChatCommand.Unmute c => UnmuteAsync(room, c, cancellationToken),
                ChatCommand.Mutes => ListMutesAsync(room, cancellationToken),
                ChatCommand.Role c => RoleAsync(room, c, cancellationToken),
                ChatCommand.InviteUser c => DoneAsync(
                    chat.InviteAsync(room, c.User!, c.Withdraw, cancellationToken),
                    c.Withdraw ? $"{CleanText.Line(c.User)} is invited to {Name(room)} no more" : $"{CleanText.Line(c.User)} may join {Name(room)} within seven days"),
                ChatCommand.UseRoom { Change: null } => ShowAsync(room, cancellationToken),
                ChatCommand.UseRoom c => ChangeAsync(room, c.Change, cancellationToken),
                ChatCommand.Report c => ReportAsync(room, c, cancellationToken),
                ChatCommand.Reports => ListReportsAsync(room, cancellationToken),
                ChatCommand.Resolve c => DoneAsync(
                    chat.ResolveAsync(room, c.Number, c.Note, cancellationToken), string.Create(CultureInfo.InvariantCulture, $"Report {c.Number}{(room == RoomScope.WholeServer ? "" : $" of {Name(room)}")} is closed")),
                ChatCommand.Audit c => AuditAsync(room, c.Count, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Not a command of the closed set."),
            });
        }
        catch (ChatException e) when (e.Code == ErrorCodes.Forbidden && RoomPowers.Own(chat.State, room) is { } power)
        {
            return new CommandOutcome.Refused($"{CleanText.Line(e.Message)} In {Name(room)} you are one of {RoomPowers.Whose(power)}; /users tells who looks after it.", e.Code);
        }
    }

    private async Task<CommandOutcome> BanAsync(string room, ChatCommand.Ban command, CancellationToken cancellationToken)
    {
        var target = BanTarget.Of(command.Target);
        string whom = CleanText.Line(target.ToString());
        string where = room == RoomScope.WholeServer ? "the whole server" : Name(room);
        bool isWide = room == RoomScope.WholeServer || (target is BanTarget.Pattern pattern && pattern.Names.All(c => c is '*' or '?'));
        if (isWide && !await asks.ConfirmAsync($"Keep {whom} out of {where}?", cancellationToken))
        {
            return Nothing;
        }

        BanOk ok = await chat.BanAsync(room, target, command.Reason, command.Lasts, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told($"{whom} is banned from {where}{(ok.Entry.Until is null ? " for good" : Until(ok.Entry.Until))}") { Data = ok };
    }

    private async Task<CommandOutcome> MuteAsync(string room, ChatCommand.Mute command, CancellationToken cancellationToken)
    {
        // A word that is a room of one's own, and nobody's name here, means the room, as it did before people could be muted.
        if (command is { In: null, Lasts: null, Reason: null } && MeansRoom(room, command.User))
        {
            return new CommandOutcome.ForScreen(new ChatCommand.MuteRoom(command.User));
        }

        string lasts = command.Lasts is { } length ? $" for {Lengths.InWords(length)}" : string.Empty;
        return await TellAsync(room, command.User, chat.MuteAsync(room, command.User, command.Reason, command.Lasts, cancellationToken), $"{CleanText.Line(command.User)} is muted in {Name(room)}{lasts}");
    }

    private async Task<CommandOutcome> UnmuteAsync(string room, ChatCommand.Unmute command, CancellationToken cancellationToken) =>
        command.In is null && MeansRoom(room, command.User)
            ? new CommandOutcome.ForScreen(new ChatCommand.UnmuteRoom(command.User))
            : await TellAsync(room, command.User, chat.UnmuteAsync(room, command.User, cancellationToken), $"{CleanText.Line(command.User)} may speak again in {Name(room)}");

    private bool MeansRoom(string room, string word) =>
        chat.State.Rooms.ContainsKey(word) && chat.State.Rooms.GetValueOrDefault(room)?.Members.ContainsKey(word) is not true;

    private async Task<CommandOutcome> RoleAsync(string room, ChatCommand.Role command, CancellationToken cancellationToken)
    {
        string user = CleanText.Line(command.User);
        string? question = chat.State.Admin ? null
            : chat.State.IsSelf(command.User) && command.Name != RoomRole.Owner ? $"Be {ModerationText.Role(command.Name)} of {Name(room)} from now on? You can't take that back yourself."
            : command.Name == RoomRole.Owner ? $"Make {user} an owner of {Name(room)}, like you? You can't take that back."
            : null;
        return question is not null && !await asks.ConfirmAsync(question, cancellationToken)
            ? Nothing
            : await TellAsync(room, command.User, chat.SetRoleAsync(room, command.User, command.Name, cancellationToken), $"{user} is {ModerationText.Role(command.Name)} of {Name(room)}");
    }

    private async Task<CommandOutcome> ShowAsync(string room, CancellationToken cancellationToken)
    {
        RoomSettingsOk ok = await chat.RoomSettingsAsync(room, cancellationToken).ConfigureAwait(false);
        string? own = RoomPowers.Own(chat.State, room) is { } power and not RoomPower.Member ? $"; you are one of {RoomPowers.Whose(power)}" : null;
        return new CommandOutcome.Told($"{Name(ok.Room)}: {ModerationText.Uses(ok.Settings)}{own}") { Data = ok };
    }

    private async Task<CommandOutcome> ChangeAsync(string room, RoomChange change, CancellationToken cancellationToken)
    {
        bool isTold = chat.State.Rooms.ContainsKey(room);
        RoomSettingsOk ok = await chat.SetRoomAsync(room, change, cancellationToken).ConfigureAwait(false);
        return isTold ? new CommandOutcome.Done() : new CommandOutcome.Told($"{Name(ok.Room)}: {ModerationText.Uses(ok.Settings)}") { Data = ok };
    }

    private async Task<CommandOutcome> ReportAsync(string room, ChatCommand.Report command, CancellationToken cancellationToken)
    {
        long? seq = command.Seq ?? chat.State.Rooms.GetValueOrDefault(room)?.Messages.FindLast(message => RoomNames.Users.Equals(message.From, command.User))?.Seq;
        if (seq is not { } number)
        {
            return new CommandOutcome.Refused($"no message of {CleanText.Line(command.User)} is at hand in {Name(room)}; name it by its number, which /history shows");
        }

        ReportOk ok = await chat.ReportAsync(room, number, command.Reason, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told(string.Create(CultureInfo.InvariantCulture, $"Message {number} is reported to who looks after {Name(room)}, as report {ok.Report}")) { Data = ok };
    }

    // Members of a room hear of it by an event, which is told as it comes.
    private async Task<CommandOutcome> TellAsync(string room, string user, Task request, string done)
    {
        bool isTold = chat.State.Rooms.GetValueOrDefault(room)?.Members.ContainsKey(user) is true;
        await request.ConfigureAwait(false);
        return isTold ? new CommandOutcome.Done() : new CommandOutcome.Told(done);
    }

    private static async Task<CommandOutcome> DoneAsync(Task request, string done)
    {
        await request.ConfigureAwait(false);
        return new CommandOutcome.Told(done);
    }

    private static string Name(string room) => room == RoomScope.WholeServer ? "the server" : CleanText.Line(room);

    private string Until(DateTimeOffset? until) => until is { } end ? $" until {Time(end)}" : string.Empty;

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
