using Chat.Client.Commands;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Client.Tui.Popups;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>What can be done about a member, for those who look after the room: nothing about oneself, and nothing about those who may as much.</summary>
internal static class PeopleMenu
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The entries; none for who may not.</summary>
    public static IReadOnlyList<MenuItem> Of(ChatPresenter presenter, string user)
    {
        ChatState state = presenter.State;
        if (presenter.Current is not { } room
            || state.IsSelf(user)
            || state.Rooms.GetValueOrDefault(room)?.Members.GetValueOrDefault(user) is not { } member
            || RoomPowers.Own(state, room) is not { } own
            || own < RoomPower.Moderator
            || own <= RoomPowers.Of(member.Role))
        {
            return [];
        }

        string shown = CleanText.Line(user);
        List<MenuItem> items =
        [
            member.Muted is true
                ? new MenuItem("let speak again", () => Run(new ChatCommand.Unmute(user, room)))
                : new MenuItem($"mute for {Lengths.InWords(Short)}", () => Run(new ChatCommand.Mute(user, Short, null, room))),
            new MenuItem("kick…", () => Ask($"Send {shown} out of {CleanText.Line(room)}?", new Choice('y', "yes", () => Run(new ChatCommand.Kick(user, null, room))))),
            new MenuItem("ban…", () => Ask(
                $"Keep {shown} out of {CleanText.Line(room)}?",
                new Choice('d', "for a day", () => Run(new ChatCommand.Ban($"{RoomNames.PrivateMark}{user}", Day, null, room))),
                new Choice('w', "for a week", () => Run(new ChatCommand.Ban($"{RoomNames.PrivateMark}{user}", Week, null, room))),
                new Choice('g', "for good", () => Run(new ChatCommand.Ban($"{RoomNames.PrivateMark}{user}", null, null, room))))),
        ];
        if (own >= RoomPower.Owner)
        {
            items.Add(RoomPowers.Of(member.Role) == RoomPower.Moderator
                ? new MenuItem("make a member", () => Run(new ChatCommand.Role(user, RoomRole.Member, room)))
                : new MenuItem("make a moderator", () => Run(new ChatCommand.Role(user, RoomRole.Moderator, room))));
        }

        return items;

        void Run(ChatCommand command) => presenter.Lines.Run(command);

        void Ask(string text, params Choice[] choices) => presenter.Overlays.Open(new Question(presenter.Window.Palette, text, choices));
    }
}
