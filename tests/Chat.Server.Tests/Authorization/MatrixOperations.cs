using Chat.Server.Tests.EndToEnd.Support;

namespace Chat.Server.Tests.Authorization;

/// <summary>How each row of the tables is tried over the wire.</summary>
internal static class MatrixOperations
{
    /// <summary>By the row's name: what the asker of a scene gets.</summary>
    public static IReadOnlyDictionary<string, Func<Scene, Task<string>>> InRoom { get; } = new Dictionary<string, Func<Scene, Task<string>>>
    {
        ["hear messages"] = s => s.HearsAsync(time => s.Cast.Mel.SayAsync(s.Room, $"said {time}"), time => f => f.Is("message", ("room", s.Room), ("text", $"said {time}"))),
        ["hear typing"] = s => s.HearsAsync(
            time => s.Cast.Mel.OkAsync("typing", ("room", s.Room), ("active", time == 0)),
            time => f => f.Is("typing", ("room", s.Room), ("user", "mel")) && f.Flag("active") == (time == 0)),
        ["hear presence"] = HearPresenceAsync,
        ["hear reports"] = s => s.HearsAsync(
            async time =>
            {
                // A message of its own: one is reported once by each while its report is open.
                long seq = (await s.Cast.Mel.SayAsync(s.Room, $"insult {time}")).Seq;
                await s.Cast.Mel.OkAsync("report", ("room", s.Room), ("seq", seq), ("reason", $"because {time}"));
            },
            time => f => f.Is("reported", ("room", s.Room)) && f.ToString().Contains($"because {time}", StringComparison.Ordinal)),
        ["get what was missed"] = GetMissedAsync,
        ["read history"] = s => s.AskAsync("history"),
        ["search in the room"] = s => SearchAsync(s, ("text", $"needle {s.Room}"), ("room", s.Room)),
        ["search everywhere"] = s => SearchAsync(s, ("text", $"needle {s.Room}")),
        ["move the read marker"] = s => s.AskAsync("read", ("seq", 1)),
        ["list members"] = s => s.AskAsync("users"),
        ["whois a member"] = async s => Scene.OutcomeOf(await s.Asker.AskAsync("whois", ("user", "mel"))),
        ["see in the list"] = SeeInListAsync,
        ["write to a member"] = async s => Scene.OutcomeOf(await s.Asker.AskAsync("send", ("room", "@mel"), ("text", "psst"), ("key", s.Room))),
        ["export"] = s => s.AskAsync("export"),
        ["join"] = s => s.AskAsync("join"),
        ["leave"] = s => s.AskAsync("leave"),
        ["send"] = s => s.AskAsync("send", ("text", "hi"), ("key", "k")),
        ["type"] = s => s.AskAsync("typing"),
        ["ask the topic"] = s => s.AskAsync("topic"),
        ["set the topic"] = s => s.AskAsync("topic", ("topic", "new")),
        ["report a message"] = s => s.AskAsync("report", ("seq", 1), ("reason", "why not")),
        ["invite"] = s => s.AskAsync("invite", ("user", "ivo")),
        ["kick a member"] = s => s.AskAsync("kick", ("user", "mel")),
        ["kick a moderator"] = s => s.AskAsync("kick", ("user", "max")),
        ["ban a user"] = s => s.AskAsync("ban", ("user", "mel")),
        ["ban a moderator"] = s => s.AskAsync("ban", ("user", "max")),
        ["ban a pattern"] = s => s.AskAsync("ban", ("pattern", "zzz*")),
        ["ban an address"] = s => s.AskAsync("ban", ("address", "192.0.2.0/24")),
        ["end a ban"] = async s =>
        {
            await s.Cast.Owner.OkAsync("ban", ("room", s.Room), ("pattern", "yyy*"));
            return await s.AskAsync("unban", ("pattern", "yyy*"));
        },
        ["list bans"] = s => s.AskAsync("bans"),
        ["mute"] = s => s.AskAsync("mute", ("user", "mel")),
        ["end a mute"] = async s =>
        {
            await s.Cast.Owner.OkAsync("mute", ("room", s.Room), ("user", "mel"));
            return await s.AskAsync("unmute", ("user", "mel"));
        },
        ["list mutes"] = s => s.AskAsync("mutes"),
        ["make a moderator"] = s => s.AskAsync("role", ("user", "mel"), ("role", "moderator")),
        ["make an owner"] = s => s.AskAsync("role", ("user", "mel"), ("role", "owner")),
        ["ask the room"] = s => s.AskAsync("room"),
        ["set the room"] = s => s.AskAsync("room", ("slowSeconds", 0)),
        ["list reports"] = s => s.AskAsync("reports"),
        ["close a report"] = async s =>
        {
            long report = (await s.Cast.Mel.OkAsync("report", ("room", s.Room), ("seq", 1), ("reason", "bad"))).Number("report");
            return await s.AskAsync("resolve", ("report", report));
        },
        ["read the audit log"] = s => s.AskAsync("audit"),
    };

    /// <summary>By the row's name: what a user gets who asks about the whole server.</summary>
    public static IReadOnlyDictionary<string, Func<WireClient, MatrixCast, Task<string>>> OnServer { get; } = new Dictionary<string, Func<WireClient, MatrixCast, Task<string>>>
    {
        ["ban a user"] = async (asker, cast) =>
        {
            string outcome = await OnServerAsync(asker, "ban", ("user", "ivo"));
            await cast.AskerFor("admin").AskAsync("unban", ("room", "*"), ("user", "ivo"));
            return outcome;
        },
        ["ban an address"] = (asker, _) => OnServerAsync(asker, "ban", ("address", "192.0.2.0/24")),
        ["ban a pattern"] = (asker, _) => OnServerAsync(asker, "ban", ("pattern", "zzz*")),
        ["end a ban"] = async (asker, cast) =>
        {
            await cast.AskerFor("admin").OkAsync("ban", ("room", "*"), ("pattern", "yyy*"));
            return await OnServerAsync(asker, "unban", ("pattern", "yyy*"));
        },
        ["list bans"] = (asker, _) => OnServerAsync(asker, "bans"),
        ["list reports"] = async (asker, cast) =>
        {
            await cast.ReportAsync();
            return await OnServerAsync(asker, "reports");
        },
        ["close a report"] = async (asker, cast) => await OnServerAsync(asker, "resolve", ("report", await cast.ReportAsync())),
        ["close a report that is closed"] = async (asker, cast) =>
        {
            long report = await cast.ReportAsync();
            await cast.AskerFor("admin").OkAsync("resolve", ("room", "*"), ("report", report));
            return await OnServerAsync(asker, "resolve", ("report", report));
        },
        ["read the audit log"] = (asker, _) => OnServerAsync(asker, "audit"),
        ["learn addresses by whois"] = async (asker, _) =>
        {
            WireFrame who = await asker.AskAsync("whois", ("user", "mel"));
            return who.Type == "error" ? who.Code! : who.Has("addresses") ? "told" : "not told";
        },
        ["kick"] = (asker, _) => OnServerAsync(asker, "kick", ("user", "mel")),
        ["make an admin"] = (asker, _) => OnServerAsync(asker, "role", ("user", "mel"), ("role", "admin")),
    };

    private static async Task<string> OnServerAsync(WireClient asker, string type, params (string Name, object? Value)[] fields) =>
        Scene.OutcomeOf(await asker.AskAsync(type, [("room", "*"), .. fields]));

    private static async Task<string> HearPresenceAsync(Scene s)
    {
        string outcome = await s.HearsAsync(
            time => s.Cast.Mel.OkAsync("away", ("text", $"{s.Room} {time}")),
            time => f => f.Is("presence", ("room", s.Room), ("user", "mel"), ("away", $"{s.Room} {time}")));
        await s.Cast.Mel.OkAsync("away");
        return outcome;
    }

    /// <summary>Goes away and comes back with a cursor: a room that hello's answer names, or a message of it, is heard.</summary>
    private static async Task<string> GetMissedAsync(Scene s)
    {
        if (s.Relation == "disabled")
        {
            return await s.HearsAsync(time => s.Cast.Mel.SayAsync(s.Room, $"missed {time}"), time => f => f.Is("message", ("text", $"missed {time}")));
        }

        WireFrame hello = await s.Cast.ComeBackAsync(s.Relation, new Dictionary<string, long> { [s.Room] = 0 });
        if (hello.List("rooms").Any(r => r.Text("room") == s.Room))
        {
            await s.Asker.EventAsync("message", ("room", s.Room), ("text", $"needle {s.Room}"));
            return "hears";
        }

        string live = await s.HearsAsync(time => s.Cast.Mel.SayAsync(s.Room, $"missed {time}"), time => f => f.Is("message", ("text", $"missed {time}")));
        return live == "hears" || s.Asker.TakeKept(f => f.Re is null && f.Text("room") == s.Room).Count > 0 ? "hears" : "nothing";
    }

    private static async Task<string> SearchAsync(Scene s, params (string Name, object? Value)[] fields)
    {
        WireFrame reply = await s.Asker.AskAsync("search", fields);
        return reply.Type == "error" ? reply.Code! : reply.List("messages").Count > 0 ? "found" : "nothing";
    }

    private static async Task<string> SeeInListAsync(Scene s)
    {
        // The name before the room's: the page begins with the room where it is listed.
        string before = $"m{int.Parse(s.Room.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) - 1:0000}";
        WireFrame reply = await s.Asker.AskAsync("rooms", ("after", before), ("limit", 1));
        return reply.Type == "error" ? reply.Code! : reply.List("rooms").Any(r => r.Text("room") == s.Room) ? "listed" : "hidden";
    }
}
