using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>Who is banned from the whole server, and who are its admins. Bans hold from when they are decided on; they are told when they are stored.</content>
public sealed partial class UserDirectory
{
    private const string Operator = "operator";

    private readonly HashSet<IActorRef> _edges = [];

    private ModerationState _bans = ModerationState.None;

    /// <summary>How many changes of bans were decided on.</summary>
    private long _banChanges;

    /// <summary>How many of them are being stored.</summary>
    private int _banWrites;

    private static Refusal NotAdmin { get; } = new(ErrorCodes.Forbidden, "Only the server's admins may do this.");

    private static Refusal NoReport { get; } = new(ErrorCodes.BadRequest, "There is no such open report.", "report");

    private bool OnModeration(object message)
    {
        switch (message)
        {
            case DirectoryProtocol.Moderate request:
                var caller = new DirectoryProtocol.Caller(request.Origin.Device.Connection, request.Origin);
                if (_state.Find(request.User) is { Admin: true } admin)
                {
                    OnServerAction(caller, request.Action, admin.User);
                }
                else
                {
                    caller.Refuse(NotAdmin);
                }

                break;
            case DirectoryProtocol.WatchBans watch:
                Context.WatchWith(watch.Edge, new DirectoryProtocol.EdgeGone(watch.Edge));
                _edges.Add(watch.Edge);
                watch.Edge.Tell(BannedAddresses());
                break;
            case DirectoryProtocol.EdgeGone gone:
                _edges.Remove(gone.Edge);
                break;
            case DirectoryProtocol.ActsRead read:
                read.Caller.Answer(new SessionReply.ActList([.. read.Acts.Take(read.Limit)], read.Acts.Count > read.Limit));
                break;
            case DirectoryProtocol.ReportsRead read:
                (IReadOnlyList<StoredReport> reports, bool more) = ReportPages.Of(read.Reports, read.Limit);
                read.Caller.Answer(new SessionReply.ReportList(reports, more));
                break;
            case DirectoryProtocol.ReportFound found:
                Close(found);
                break;
            case DirectoryProtocol.BansRead read:
                OnBansRead(read);
                break;
            case DirectoryProtocol.ReadBans:
                ReadBans();
                break;
            default:
                return false;
        }

        return true;
    }

    private void OnServerAction(DirectoryProtocol.Caller caller, ServerAction action, StoredUser? by)
    {
        DateTimeOffset now = _time.GetUtcNow();
        switch (action)
        {
            case ServerAction.Ban ban:
                Ban(caller, ban, by, now);
                break;
            case ServerAction.Unban unban:
                Unban(caller, unban, by, now);
                break;
            case ServerAction.Bans bans:
                (IReadOnlyList<SanctionLine> page, bool more) = SanctionLine.Page(_bans.Lines(SanctionKind.Ban, now), bans.After, bans.Limit);
                caller.Answer(new SessionReply.BanList(page, more));
                break;
            case ServerAction.Reports reports:
                Read(
                    store => store.ListReportsAsync(null, reports.After, reports.Limit + 1, CancellationToken.None),
                    found => new DirectoryProtocol.ReportsRead(caller, found, reports.Limit),
                    caller);
                break;
            case ServerAction.Resolve resolve when by is not null:
                var admin = new RoomProtocol.Speaker(by.Id, by.Name, Admin: true);
                Read(
                    store => store.ListReportsAsync(null, resolve.No - 1, 1, CancellationToken.None),
                    found => new DirectoryProtocol.ReportFound(caller, found.FirstOrDefault(r => r.Id == resolve.No), resolve.Note, admin),
                    caller);
                break;
            case ServerAction.Audit audit:
                Read(
                    store => store.ListActsAsync(null, audit.Before, audit.Limit + 1, CancellationToken.None),
                    acts => new DirectoryProtocol.ActsRead(caller, acts, audit.Limit),
                    caller);
                break;
        }
    }

    private void Ban(DirectoryProtocol.Caller caller, ServerAction.Ban ban, StoredUser? by, DateTimeOffset now)
    {
        DirectoryEntry? met = ban.User is null ? null : FindNamed(ban.User);
        if (ban.User is not null && met is null)
        {
            caller.Refuse(new Refusal(ErrorCodes.NoSuchUser, $"There is no user '{ban.User}'.", "user"));
            return;
        }

        if (met is { Admin: true })
        {
            caller.Refuse(new Refusal(ErrorCodes.Forbidden, $"{met.User.Name} is an admin; admins can't be banned.", "user"));
            return;
        }

        SanctionTarget target = met is not null ? ModerationState.TargetOf(met.User.Id) : ban.Many!.Target;
        int most = _options.Current.BansPerRoom;
        _bans = _bans.Bans.Count < most ? _bans : _bans.Pruned(now);
        if (!_bans.Bans.ContainsKey(target) && _bans.Bans.Count >= most)
        {
            caller.Refuse(new Refusal(ErrorCodes.Forbidden, $"The server has {most} bans, which is the most; end some first."));
            return;
        }

        var sanction = new Sanction(
            SanctionKind.Ban, target, met?.User.Name ?? ban.Many!.Shown, by?.Name ?? Operator, now,
            ban.Seconds is { } seconds ? now + TimeSpan.FromSeconds(seconds) : null, ban.Reason);
        _bans = _bans.With(sanction);
        var act = new Act(now, by?.Id, sanction.By, ActNames.Ban, SanctionLine.Name(sanction), Until: sanction.Until, Reason: sanction.Reason);
        SubmitBan(new ModerationChange.PutSanction(sanction), act, new DirectoryProtocol.Banning(caller, sanction, Ends: false));
    }

    private void Unban(DirectoryProtocol.Caller caller, ServerAction.Unban unban, StoredUser? by, DateTimeOffset now)
    {
        Sanction[] held = [.. _bans.Lines(SanctionKind.Ban, now).Select(l => l.Sanction)];
        SanctionTarget? target = unban.Many?.Target ?? (unban.User is not null && FindNamed(unban.User) is { } met ? ModerationState.TargetOf(met.User.Id) : null);
        Sanction? ban = held.FirstOrDefault(b => b.Target == target)
            ?? held.FirstOrDefault(b => unban.User is not null && b.Target.Kind == TargetKind.User && string.Equals(b.Shown, unban.User, StringComparison.OrdinalIgnoreCase));
        if (ban is null)
        {
            caller.Refuse(new Refusal(
                ErrorCodes.BadRequest,
                "There is no such ban; list the bans to see which there are.",
                unban.Many?.Target.Kind switch { TargetKind.Address => "address", TargetKind.Pattern => "pattern", _ => "user" }));
            return;
        }

        _bans = _bans.Without(SanctionKind.Ban, ban.Target);
        var act = new Act(now, by?.Id, by?.Name ?? Operator, ActNames.Unban, SanctionLine.Name(ban));
        SubmitBan(new ModerationChange.DropSanction(SanctionKind.Ban, ban.Target), act, new DirectoryProtocol.Banning(caller, ban, Ends: true));
    }

    private void SubmitBan(ModerationChange change, Act act, DirectoryProtocol.Banning banning)
    {
        _banChanges++;
        _banWrites++;
        Submit(new Write.Moderate(null, [change], act), banning);
    }

    private void OnBanStored(DirectoryProtocol.Banning banning, DateTimeOffset now)
    {
        _banWrites--;
        Sanction ban = banning.Sanction;
        if (ban.Target.Kind == TargetKind.Address)
        {
            TellEdges();
        }
        else if (!banning.Ends)
        {
            ModerationState alone = ModerationState.None.With(ban);
            Refusal why = WhyBanned(ban, now);
            foreach (DirectoryEntry met in _state.All.Where(e => e is { IsHere: true, Admin: false } && alone.BanOf(e.User.Id, e.User.ChatName, null, now) is not null))
            {
                _sessions.Tell(new SessionProtocol.EndDevices(met.User.Id, null, null, why.Code, why.Message));
            }
        }

        banning.Caller.Answer(banning.Ends
            ? SessionReply.Done.Instance
            : new SessionReply.BanIs(_bans.Lines(SanctionKind.Ban, now).FirstOrDefault(l => l.Sanction == ban) ?? new SanctionLine(SanctionLine.Name(ban), ban)));
    }

    /// <summary>Has a report closed by its room, which knows what is open, answers, and writes it into its audit log.</summary>
    private void Close(DirectoryProtocol.ReportFound found)
    {
        if (found.Report is { } report)
        {
            _rooms.Tell(new RoomProtocol.Command(report.Room, found.By, found.Caller.Origin, new RoomAction.Resolve(report.Id, found.Note)));
        }
        else
        {
            found.Caller.Refuse(NoReport);
        }
    }

    /// <summary>Nothing was stored: what holds is what the storage has.</summary>
    private void OnBanNotStored(DirectoryProtocol.Banning banning, Refusal why)
    {
        _banWrites--;
        banning.Caller.Refuse(why);
        ReadBans();
    }

    private void ReadBans()
    {
        long asOf = _banChanges;
        Read(
            store => store.LoadServerSanctionsAsync(CancellationToken.None), bans => new DirectoryProtocol.BansRead(bans, asOf), DirectoryProtocol.ReadBans.Instance);
    }

    /// <summary>What was decided on since, or is being stored, is not in it.</summary>
    private void OnBansRead(DirectoryProtocol.BansRead read)
    {
        if (read.AsOf == _banChanges && _banWrites == 0)
        {
            TakeBans(read.Bans);
        }
        else
        {
            ReadBansLater();
        }
    }

    /// <summary>Until it succeeds: whom a change that was refused would have met is kept out meanwhile, or let in.</summary>
    private void ReadBansLater() => Timers.StartSingleTimer("bans", DirectoryProtocol.ReadBans.Instance, RetryDelay);

    private void TakeBans(IReadOnlyList<Sanction> bans)
    {
        _bans = bans.Aggregate(ModerationState.None, (state, ban) => state.With(ban));
        TellEdges();
    }

    private void SetAdmin(DirectoryProtocol.Caller caller, string name, bool admin)
    {
        if (FindRegistered(name) is not { } entry)
        {
            caller.Refuse(NoAccount);
            return;
        }

        Submit(
            new Write.Moderate(
                null,
                [new ModerationChange.SetAdmin(entry.User.Id, admin)],
                new Act(_time.GetUtcNow(), null, Operator, ActNames.Admin, entry.User.Name, admin ? "made one" : "no more")),
            new DirectoryProtocol.AdminChange(caller, entry.User.Id, admin));
    }

    private void OnAdminStored(DirectoryProtocol.AdminChange change, WriteResult result)
    {
        if (result is WriteResult.Missing || _state.Find(change.User) is not { IsRegistered: true } entry)
        {
            change.Caller.Refuse(NoAccount);
            return;
        }

        if (entry.Admin != change.Admin)
        {
            entry.Admin = change.Admin;
            _sessions.Tell(new SessionProtocol.AdminChanged(change.User, change.Admin));
        }

        change.Caller.Answer(SessionReply.Done.Instance);
    }

    /// <summary>Why someone may not come in; null where it may.</summary>
    /// <param name="user">Who; default for a new user.</param>
    /// <param name="admin">True for an admin, who always may.</param>
    /// <param name="name">The name it would have; null where that is none.</param>
    /// <param name="address">Where it comes from.</param>
    private Refusal? WhyBanned(UserId user, bool admin, ChatName? name, string? address)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return !admin && _bans.BanOf(user.Value is null ? new UserId("") : user, name, address, now) is { } ban ? WhyBanned(ban, now) : null;
    }

    private static Refusal WhyBanned(Sanction ban, DateTimeOffset now) => RoomRules.Told(ErrorCodes.Banned, "You are banned from this server", ban, now);

    private DirectoryEntry? FindNamed(string name) => RoomRules.ParsedName(name, _options.Current.Names) is { } parsed ? _state.FindByName(parsed.Folded) : null;

    private DirectoryProtocol.AddressBans BannedAddresses() => new([.. _bans.Bans.Values.Where(b => b.Target.Kind == TargetKind.Address)]);

    private void TellEdges()
    {
        DirectoryProtocol.AddressBans bans = BannedAddresses();
        foreach (IActorRef edge in _edges)
        {
            edge.Tell(bans);
        }
    }
}
