using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The list of a room's users: owners are marked with a star, who is away or offline is dimmed and says so.</summary>
internal static class UserRows
{
    /// <summary>Those who are here first, then those away, then those offline.</summary>
    public static List<ListRow> Of(RoomView? room) => room is null
        ? []
        : [.. room.Members.Values.OrderBy(user => Rank(user.Status)).Select(Row)];

    /// <summary>The list's heading.</summary>
    public static string Heading(RoomView? room) => room is null ? string.Empty : $"{room.Members.Count}{(room.MembersComplete ? "" : "+")} here";

    private static ListRow Row(UserEntry user)
    {
        string role = user.Role == RoomRole.Owner ? "*" : " ";
        string status = user.Status == UserStatus.Online ? string.Empty : CleanText.Line(user.Status);
        return new ListRow(user.User, role + CleanText.Line(user.User), status, user.Status == UserStatus.Online ? MessageLayout.NickInk(user.User) : Ink.Dim);
    }

    private static int Rank(string status) => status switch
    {
        UserStatus.Online => 0,
        UserStatus.Away => 1,
        _ => 2,
    };
}
