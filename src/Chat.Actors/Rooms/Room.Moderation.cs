using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Rooms;

/// <content>What a room reads for an answer, and answers that must not tell more than they say.</content>
public sealed partial class Room
{
    /// <summary>How many reads are under way: until they are answered the room stays.</summary>
    private int _reading;

    /// <summary>True where nothing that was asked waits for the storage.</summary>
    private bool IsAtRest => _writing == 0 && _reading == 0;

    /// <summary>Reads something that a command asks for. It is answered only if the command may still be given then.</summary>
    private void ReadFor(RoomProtocol.Command command, Func<IChatStore, Task<RoomReply>> read)
    {
        IChatStore store = _neighbours.Store;
        _reading++;
        _neighbours.Pages.RunAsync(() => read(store)).PipeTo(
            Self,
            success: reply => new RoomProtocol.ReadDone(command, reply),
            failure: _ => new RoomProtocol.ReadDone(command, new RoomReply.Refused(
                new Refusal(ErrorCodes.Unavailable, "The log can't be read just now; try again.", null, (long)RetryDelay.TotalMilliseconds))));
    }

    private void ReadPage(RoomProtocol.Command command, HistoryQuery query)
    {
        (RoomId id, string label) = (_id, _state!.LabelFor(command.By.User));
        ReadFor(command, async store => new RoomReply.Page(label, await store.ReadAsync(id, query, CancellationToken.None).ConfigureAwait(false)));
    }

    private void ReadReports(RoomProtocol.Command command, RoomDecision.ReadReports read)
    {
        (RoomId id, string label) = (_id, _state!.Name);
        ReadFor(command, async store =>
        {
            IReadOnlyList<StoredReport> found = await store.ListReportsAsync(id, read.After, read.Limit + 1, CancellationToken.None).ConfigureAwait(false);
            (IReadOnlyList<StoredReport> page, bool more) = ReportPages.Of(found, read.Limit);
            return new RoomReply.ReportList(label, page, more);
        });
    }

    private void ReadActs(RoomProtocol.Command command, RoomDecision.ReadActs read)
    {
        (RoomId id, string label) = (_id, _state!.Name);
        ReadFor(command, async store =>
        {
            IReadOnlyList<StoredAct> found = await store.ListActsAsync(id, read.Before, read.Limit + 1, CancellationToken.None).ConfigureAwait(false);
            return new RoomReply.ActList(label, [.. found.Take(read.Limit).Select(a => read.WithAddresses ? a : ActPages.WithoutAddress(a))], found.Count > read.Limit);
        });
    }

    /// <summary>What was read goes to the asker itself and not through the stream: a page must not hold up what the room says to all.</summary>
    private void OnReadDone(RoomProtocol.ReadDone done)
    {
        _reading--;
        RoomReply reply = done.Reply is not RoomReply.Refused && RoomRules.Decide(_state, done.Command, Now(), _options.Current) is RoomDecision.Refuse { Why: var why }
            ? new RoomReply.Refused(why)
            : done.Reply;
        if (done.Command.Origin is { } origin)
        {
            origin.Device.Connection.Tell(new RelayItem.Reply(origin, reply));
        }
    }

    /// <summary>
    /// Refuses as if there were no room here. So that it takes as long too, a room that there is none of is asked in this one's place and answers;
    /// but a join is answered from here, since its session waits to hear of this room.
    /// </summary>
    private void RefuseHiding(RoomProtocol.Command command, Refusal why)
    {
        if (command.Action is not RoomAction.Join)
        {
            Context.Parent.Tell(command with { RoomId = _none, Action = new RoomAction.Typing(false) });
            return;
        }

        IChatStore store = _neighbours.Store;
        RoomId none = _none;
        _reading++;
        Task.Run(() => store.LoadRoomAsync(none, CancellationToken.None)).PipeTo(
            Self,
            success: _ => new RoomProtocol.HiddenLong(command, why),
            failure: _ => new RoomProtocol.HiddenLong(command, why));
    }

    private void OnHiddenLong(RoomProtocol.HiddenLong hidden)
    {
        _reading--;
        Refuse(hidden.Command, hidden.Why);
        LetGoOfNothing();
    }

    /// <summary>The name looks like another room's. Whether that one may be named depends on who asks.</summary>
    private void OnConflict(RoomProtocol.Command command, string with)
    {
        IChatStore store = _neighbours.Store;
        UserId asker = command.By.User;
        var taken = new Refusal(ErrorCodes.NameTaken, $"There is a room '{with}', and this name looks the same; choose another.");
        var none = new Refusal(ErrorCodes.NoSuchRoom, "There is no such room.");
        RoomId other = RoomId.OfName(RoomRules.FoldedRoomName(with, _options.Current.Names) ?? "");
        _state = null;
        _reading++;
        Task.Run(() => store.LoadRoomAsync(other, CancellationToken.None)).PipeTo(
            Self,
            success: room => new RoomProtocol.HiddenLong(
                command, room is { Moderation.Settings.Access: RoomAccess.Private } && room.Members.All(m => m.User != asker) ? none : taken),
            failure: _ => new RoomProtocol.HiddenLong(command, none));
    }

    /// <summary>Whether an outcome's answer needs something read first; that is under way then.</summary>
    private bool TakesLonger(WriterProtocol.Outcome outcome)
    {
        switch (outcome)
        {
            case { Result: WriteResult.Conflict { With: var other } }:
                OnConflict(RoomWork.CommandOf(outcome.Context), other);
                return true;
            case { Result: WriteResult.Missing, Context: RoomWork { Otherwise: { Hides: true, Why: var why }, Command: var command } }:
                RefuseHiding(command, why);
                return true;
            case { Result: WriteResult.Numbered { No: var no } }:
                ReadReport(no);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Whether an act that the room's state allowed had nothing to change in the storage.</summary>
    private static bool Differs(WriterProtocol.Outcome outcome) =>
        outcome is { Write: Write.Moderate, Result: WriteResult.Missing } && RoomWork.CommandOf(outcome.Context).Action is not (RoomAction.Report or RoomAction.Resolve or RoomAction.Topic);

    private void ReadReport(long no)
    {
        IChatStore store = _neighbours.Store;
        RoomId id = _id;
        _reading++;
        Task.Run(() => store.ListReportsAsync(id, no - 1, 1, CancellationToken.None)).PipeTo(
            Self,
            success: found => new RoomProtocol.ReportRead(found.FirstOrDefault(r => r.Id == no)),
            failure: _ => new RoomProtocol.ReportRead(null));
    }

    private void OnReportRead(RoomProtocol.ReportRead read)
    {
        _reading--;
        if (read.Report is { } report && _state is { Staff.IsEmpty: false } state)
        {
            _stream.ToAll(new RelayItem.Reported(report, [.. state.Staff]));
        }
    }

    /// <summary>Someone took a name that is banned here: it goes like one who is banned.</summary>
    private void SendOutIfBanned(Member member)
    {
        if (_state is { } state && !_id.IsPair && member.Role == RoomRole.Member
            && state.Moderation.BanOf(member.User, RoomRules.ParsedName(member.Name, _options.Current.Names), null, Now()) is { } ban)
        {
            OnCommand(new RoomProtocol.Command(
                _id, new RoomProtocol.Speaker(member.User, member.Name), null, new RoomAction.Leave(RoomEffects.Banned, ban.Reason, ban.Until)));
        }
    }

    /// <summary>A message that slow mode counted was not posted.</summary>
    private void Uncount(Write write)
    {
        if (write is Write.AppendMessage append && _state is { } state && state.Moderation.Sends != SendTimes.None)
        {
            _state = state with { Moderation = state.Moderation with { Sends = state.Moderation.Sends.Forget(append.Author, append.At) } };
        }
    }
}
