using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <content>Looking after rooms.</content>
internal sealed partial class FakeChat
{
    public BansOk Bans { get; set; } = new("lobby", []);

    public MutesOk Mutes { get; set; } = new("lobby", []);

    public ReportsOk Reports { get; set; } = new("lobby", []);

    public AuditOk Acts { get; set; } = new("lobby", []);

    /// <summary>How the rooms are used that are asked about.</summary>
    public RoomSettingsInfo Settings { get; set; } = new(RoomAccess.Public, false, 0, false);

    /// <summary>The server's answer to hello says that one is an admin, and where one is invited to.</summary>
    public void Welcome(bool admin = false, params InvitationInfo[] invitations)
    {
        lock (_gate)
        {
            RoomSummary[] rooms = [.. State.Rooms.Values.Select(room => new RoomSummary(room.Name, room.Newest, room.Read, room.Unread, room.Topic))];
            var ok = new HelloOk(State.Self, State.Guest, "token", State.Limits, rooms, new ServerInfo("AkkaChat", "0.1.0"), admin ? true : null, invitations);
            Apply(new ChatInput.HelloAccepted(ok, new Dictionary<string, long>()));
            Tell(new ChatUpdate.ConnectionChanged(State, State.Connection));
        }
    }

    public Task KickAsync(string room, string user, string? reason, CancellationToken cancellationToken = default) => Answer($"kick {room} {user} {reason}".Trim(), true);

    public Task<BanOk> BanAsync(string room, BanTarget target, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default) => Answer($"ban {room} {target.GetType().Name} {target} {lasts} {reason}", new BanOk(room, new BanEntry($"user:{target}", target.ToString(), null, null, State.Self, Now, lasts is null ? null : Now + lasts, reason)));

    public Task UnbanAsync(string room, BanTarget target, CancellationToken cancellationToken = default) => Answer($"unban {room} {target.GetType().Name} {target}", true);

    public Task<BansOk> BansAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default) => Answer($"bans {room} {after}".Trim(), Bans);

    public Task MuteAsync(string room, string user, string? reason, TimeSpan? lasts, CancellationToken cancellationToken = default) => Answer($"mute {room} {user} {lasts} {reason}", true);

    public Task UnmuteAsync(string room, string user, CancellationToken cancellationToken = default) => Answer($"unmute {room} {user}", true);

    public Task<MutesOk> MutesAsync(string room, string? after, int? limit, CancellationToken cancellationToken = default) => Answer($"mutes {room} {after}".Trim(), Mutes);

    public Task SetRoleAsync(string room, string user, string role, CancellationToken cancellationToken = default) => Answer($"role {room} {user} {role}", true);

    public Task InviteAsync(string room, string user, bool withdraw, CancellationToken cancellationToken = default) => Answer($"invite {room} {user}{(withdraw ? " withdraw" : "")}", true);

    // The screen asks this by itself for each room that it shows.
    public Task<RoomSettingsOk> RoomSettingsAsync(string room, CancellationToken cancellationToken = default)
    {
        var ok = new RoomSettingsOk(room, Settings);
        lock (_gate)
        {
            Apply(new ChatInput.SettingsTold(ok));
            Tell(new ChatUpdate.RoomChanged(State, room));
        }

        return Task.FromResult(ok);
    }

    public Task<RoomSettingsOk> SetRoomAsync(string room, RoomChange change, CancellationToken cancellationToken = default) => Answer($"room {room} {change.Access} {change.ReadOnly} {change.SlowMode} {change.TopicLocked}", new RoomSettingsOk(room, Settings));

    public Task<ReportOk> ReportAsync(string room, long seq, string reason, CancellationToken cancellationToken = default) => Answer($"report {room} {seq} {reason}", new ReportOk(room, 7));

    public Task<ReportsOk> ReportsAsync(string room, long? after, int? limit, CancellationToken cancellationToken = default)
    {
        ReportEntry[] behind = [.. Reports.Reports.Where(entry => after is null || entry.Report > after)];
        return Answer($"reports {room}", Reports with { Reports = [.. behind.Take(limit ?? 50)], More = behind.Length > (limit ?? 50) ? true : null });
    }

    public Task ResolveAsync(string room, long report, string? note, CancellationToken cancellationToken = default) => Answer($"resolve {room} {report} {note}".Trim(), true);

    public Task<AuditOk> AuditAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default) => Answer($"audit {room} {limit}", Acts);
}
