using Chat.Server.Control;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Authorization;

/// <summary>A node with a user for each column of the tables, and the people whom they act on.</summary>
public sealed class MatrixCast : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly Dictionary<string, WireClient> _users = [];
    private readonly Dictionary<string, string> _roomsOfDisabled = [];
    private ChatNode _node = null!;
    private int _rooms;

    internal WireClient Owner => _users["owner"];

    /// <summary>A member of each room, whom others act on.</summary>
    internal WireClient Mel => _users["mel"];

    /// <summary>Name of the column's user.</summary>
    internal static string NameOf(string relation) => relation == "ex-member" ? "exmember" : relation;

    internal ChatNode Node => _node;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(options => options with { RoomsPerUser = 10_000, AutoJoin = [] });
        foreach (string name in (string[])["owner", "mel", "max", "ivo", "moderator", "member", "muted", "ex-member", "banned", "invited", "stranger", "admin", "disabled"])
        {
            _users[name] = await _node.ConnectAsync();
            await _users[name].OkAsync("register", ("user", NameOf(name)), ("password", Password));
            if (name == "admin")
            {
                Assert.Null((await _node.OperateAsync(new UserCommand(UserCommand.MakeAdmin, "admin"))).Code);
            }

            await _users[name].LogInAsync(NameOf(name), Password);
        }

        _users["guest"] = await _node.ConnectAsync();
        await _users["guest"].HelloAsync("guest");
        foreach (string access in (string[])["public", "invite", "private"])
        {
            string room = _roomsOfDisabled[access] = await OpenAsync(access);
            await EnterAsync(room, "disabled");
        }

        WireClient gone = _users["disabled"];
        Assert.Null((await _node.OperateAsync(new UserCommand(UserCommand.Disable, "disabled"))).Code);
        await gone.ReadToEndAsync();
        WireClient disabled = _users["disabled"] = await _node.ConnectAsync();
        await disabled.ErrorAsync("auth-failed", "hello", ("user", "disabled"), ("session", gone.Token));
        await disabled.ErrorAsync("forbidden", "hello", ("user", "disabled"), ("password", Password));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    internal WireClient AskerFor(string relation) => _users[relation];

    /// <summary>The column's user comes back on a new connection.</summary>
    internal async Task<WireFrame> ComeBackAsync(string relation, object cursors)
    {
        WireClient former = _users[relation];
        WireClient now = _users[relation] = await _node.ConnectAsync();
        return await now.HelloAsync(former.Name, former.Token, cursors);
    }

    /// <summary>A room of its own, to which the column's user is what the column says.</summary>
    internal async Task<Scene> StageAsync(string access, string relation)
    {
        if (relation == "disabled")
        {
            return new Scene(this, _roomsOfDisabled[access], relation);
        }

        string room = await OpenAsync(access);
        string name = NameOf(relation);
        switch (relation)
        {
            case "moderator":
                await EnterAsync(room, relation);
                await Owner.OkAsync("role", ("room", room), ("user", name), ("role", "moderator"));
                break;
            case "member":
                await EnterAsync(room, relation);
                break;
            case "muted":
                await EnterAsync(room, relation);
                await Owner.OkAsync("mute", ("room", room), ("user", name));
                break;
            case "ex-member":
                await EnterAsync(room, relation);
                await _users[relation].OkAsync("leave", ("room", room));
                break;
            case "banned":
                await EnterAsync(room, relation);
                await Owner.OkAsync("ban", ("room", room), ("user", name));
                break;
            case "invited":
                await Owner.OkAsync("invite", ("room", room), ("user", name));
                break;
        }

        // What was said in the making of the room is no matter.
        foreach (WireClient user in (WireClient[])[Owner, Mel, _users[relation]])
        {
            await user.AskAsync("ping");
            user.TakeKept(_ => true);
        }

        return new Scene(this, room, relation);
    }

    /// <summary>A report of a message in a private room, of which nobody but its people knows.</summary>
    internal async Task<long> ReportAsync() =>
        (await Mel.OkAsync("report", ("room", _roomsOfDisabled["private"]), ("seq", 1), ("reason", "bad"))).Number("report");

    private async Task<string> OpenAsync(string access)
    {
        string room = $"m{++_rooms:0000}";
        await Owner.OkAsync("join", ("room", room));
        await Owner.OkAsync("room", ("room", room), ("access", access));
        await EnterAsync(room, "mel");
        await EnterAsync(room, "max");
        await Owner.OkAsync("role", ("room", room), ("user", "max"), ("role", "moderator"));
        await Owner.SayAsync(room, $"needle {room}");
        return room;
    }

    private async Task EnterAsync(string room, string name)
    {
        await Owner.OkAsync("invite", ("room", room), ("user", NameOf(name)));
        await _users[name].OkAsync("join", ("room", room));
    }
}
