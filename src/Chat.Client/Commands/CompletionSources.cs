using System.Text;
using Chat.Client.Moderation;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Text.Emoji;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>What completion chooses from.</summary>
/// <param name="State">Rooms and people.</param>
/// <param name="Room">The current room.</param>
/// <param name="KnownRooms">Rooms that were listed, beside the own ones.</param>
internal sealed record CompletionSources(ChatState State, string? Room, IReadOnlyList<string> KnownRooms)
{
    private const int MostEmoji = 50;
    private const int MessagesLookedAt = 500;

    /// <summary>The commands, with the slash; of those that want more than one may in the current room it is said.</summary>
    public IEnumerable<Offer> Commands
    {
        get
        {
            RoomPower power = RoomPowers.Own(State, Room) ?? RoomPower.Admin;
            return CommandTable.All.Select(info => new Offer(info.Name + " ", info.Needs > power ? $"for {RoomPowers.Who(info.Needs)}: {info.Help}" : info.Help, info.Usage));
        }
    }

    /// <summary>The commands, without the slash.</summary>
    public static IEnumerable<Offer> CommandNames => CommandTable.All.Select(info => new Offer(info.Name[1..], info.Help));

    /// <summary>The settings, and behind one of them its values.</summary>
    public static IEnumerable<Offer> Settings(IReadOnlyList<string> before) => before switch
    {
        [] => SettingsTable.All.Select(setting => new Offer(setting.Name + " ", setting.Help)),
        [var name] => SettingsTable.All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Choices.Select(choice => new Offer(choice)) ?? [],
        _ => [],
    };

    /// <summary>The own rooms and those heard of.</summary>
    /// <param name="mark">What stands before the name.</param>
    /// <param name="end">What stands behind it.</param>
    public IEnumerable<Offer> Rooms(string mark = "", string end = "") =>
        State.Rooms.Values.Select(view => new Offer(mark + view.Name + end, view.Topic))
            .Concat(KnownRooms.Where(name => !State.Rooms.ContainsKey(name)).Select(name => new Offer(mark + name + end)));

    /// <summary>The own rooms.</summary>
    public IEnumerable<Offer> OwnRooms(string mark, string end) => State.Rooms.Values.Select(view => new Offer(mark + view.Name + end, view.Topic));

    /// <summary>The rooms that can be looked after: the own ones, to admins those heard of too, and to them the whole server.</summary>
    /// <param name="mark">What stands before the name.</param>
    /// <param name="end">What stands behind it.</param>
    /// <param name="server">Whether the whole server can be meant.</param>
    public IEnumerable<Offer> RoomsToLookAfter(string mark, string end, bool server) =>
        (State.Admin ? Rooms(mark, end) : OwnRooms(mark, end))
            .Where(room => room.Text[mark.Length] != RoomNames.PrivateMark)
            .Concat(server && State.Admin ? [new Offer(mark + RoomScope.WholeServer + end, "the whole server")] : []);

    /// <summary>The others in the current room: who spoke last comes first, then the rest by name.</summary>
    public IEnumerable<Offer> Nicks(string mark = "", string end = "")
    {
        if (Room is null || !State.Rooms.TryGetValue(Room, out RoomView? view))
        {
            return [];
        }

        IEnumerable<string> speakers = view.Messages.Reverse().Take(MessagesLookedAt).Select(message => message.From).Where(author => view.Counts is not null || view.Members.ContainsKey(author));
        return speakers
            .Concat(view.Partner is { } partner ? [partner] : [])
            .Concat(view.Members.Keys)
            .Where(nick => !State.IsSelf(nick))
            .Distinct(RoomNames.Users)
            .Select(nick => new Offer(mark + nick + end, About(view.Members.GetValueOrDefault(nick))));
    }

    /// <summary>Everyone heard of: those of the current room first, then the others by name.</summary>
    public IEnumerable<Offer> People(string mark = "", string end = "", bool self = false) =>
        Nicks(mark, end).Concat(State.Rooms.Values
            .SelectMany(view => view.Members.Values)
            .Where(user => self || !State.IsSelf(user.User))
            .OrderBy(user => user.User, RoomNames.Users)
            .Select(user => new Offer(mark + user.User + end, About(user))));

    /// <summary>Emoji by the beginning of their name, the shortest name first.</summary>
    public static IEnumerable<Offer> Emoji(string beginning) => EmojiNames.GitHub
        .Find(beginning, int.MaxValue)
        .Where(found => CleanText.Line(found.Emoji).Length > 0 && !CleanText.Line(found.Emoji).Contains(Rune.ReplacementChar.ToString(), StringComparison.Ordinal))
        .OrderBy(found => found.Name.Length)
        .Take(MostEmoji)
        .Select(found => new Offer(found.Emoji, string.Empty, $"{found.Emoji} :{found.Name}:"));

    private static string About(UserEntry? user)
    {
        string status = user is null || user.Status == UserStatus.Online ? string.Empty : string.IsNullOrEmpty(user.Away) ? user.Status : $"{user.Status}: {user.Away}";
        string[] place = user is null ? [] : [.. user.Role == RoomRole.Member ? [] : new[] { user.Role }, .. user.Muted is true ? ["muted"] : Array.Empty<string>()];
        return place.Length == 0 ? status : status.Length == 0 ? string.Join(", ", place) : $"{string.Join(", ", place)}, {status}";
    }
}
