using System.Globalization;
using Chat.Client.Text;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Client.Commands;

/// <content>Lists.</content>
internal sealed partial class ModerationCommands
{
    private const int MostEntries = 1000;
    private static readonly string[] BanMarks = ["user:", "pattern:", "address:"];

    private CommandOutcome.Told ListInvitations()
    {
        InvitationInfo[] all = [.. chat.State.Invitations.Values];
        IReadOnlyList<string> lines = [.. all.Select(one => $"{CleanText.Line(one.Room)}, by {CleanText.Line(one.By)} at {Time(one.At)}")];
        return new CommandOutcome.Told(lines.Count == 0 ? "You are invited nowhere" : "You are invited to, and may /join:", lines)
        {
            Data = new Dictionary<string, object>
            {
                ["invitations"] = all.Select(one => new Dictionary<string, object> { ["room"] = one.Room, ["by"] = one.By, ["at"] = one.At }),
            },
        };
    }

    private async Task<CommandOutcome> ListBansAsync(string room, CancellationToken cancellationToken)
    {
        (List<BanEntry> bans, bool? more) = await AllAsync<BanEntry, string>(
            entry => entry.Ban,
            async after =>
            {
                BansOk page = await chat.BansAsync(room, after, ProtocolLimits.MaxPage, cancellationToken).ConfigureAwait(false);
                return (page.Bans, page.More);
            }).ConfigureAwait(false);
        return new CommandOutcome.Told(bans.Count == 0 ? $"Nobody is banned from {Name(room)}" : $"Banned from {Name(room)}{First(more, bans.Count)}", [.. bans.Select(Describe)]) { Data = new BansOk(room, bans, more) };
    }

    private async Task<CommandOutcome> ListMutesAsync(string room, CancellationToken cancellationToken)
    {
        (List<BanEntry> mutes, bool? more) = await AllAsync<BanEntry, string>(
            entry => entry.Ban,
            async after =>
            {
                MutesOk page = await chat.MutesAsync(room, after, ProtocolLimits.MaxPage, cancellationToken).ConfigureAwait(false);
                return (page.Mutes, page.More);
            }).ConfigureAwait(false);
        return new CommandOutcome.Told(mutes.Count == 0 ? $"Nobody is muted in {Name(room)}" : $"Muted in {Name(room)}{First(more, mutes.Count)}", [.. mutes.Select(Describe)]) { Data = new MutesOk(room, mutes, more) };
    }

    private async Task<CommandOutcome> ListReportsAsync(string room, CancellationToken cancellationToken)
    {
        (List<ReportEntry> reports, bool? more) = await AllAsync<ReportEntry, long?>(
            entry => entry.Report,
            async after =>
            {
                ReportsOk page = await chat.ReportsAsync(room, after, ProtocolLimits.MaxPage, cancellationToken).ConfigureAwait(false);
                return (page.Reports, page.More);
            }).ConfigureAwait(false);
        string closes = room == RoomScope.WholeServer ? "/resolve 7 in:* closes one" : "/resolve closes one";
        return new CommandOutcome.Told(reports.Count == 0 ? $"No report is open in {Name(room)}" : $"Open reports of {Name(room)}{First(more, reports.Count)}; {closes}", [.. reports.Select(Describe)])
        {
            Data = new ReportsOk(room, reports, more),
        };
    }

    private async Task<CommandOutcome> AuditAsync(string room, int count, CancellationToken cancellationToken)
    {
        AuditOk ok = await chat.AuditAsync(room, null, count, cancellationToken).ConfigureAwait(false);
        return new CommandOutcome.Told(ok.Acts.Count == 0 ? $"Nothing was done in {Name(room)} yet" : $"What was done in {Name(room)}, newest first", [.. ok.Acts.Select(act => Describe(act, room))]) { Data = ok };
    }

    private static string First(bool? more, int count) => more is true ? string.Create(CultureInfo.InvariantCulture, $", the first {count}") : string.Empty;

    /// <summary>All pages up to a bound, and whether there is more.</summary>
    /// <param name="key">By what the page behind an entry is asked for.</param>
    /// <param name="read">Reads the page behind that; the first behind the default.</param>
    private static async Task<(List<T> Entries, bool? More)> AllAsync<T, TKey>(Func<T, TKey> key, Func<TKey?, Task<(IReadOnlyList<T> Entries, bool? More)>> read)
    {
        var all = new List<T>();
        bool more = true;
        while (more && all.Count < MostEntries)
        {
            (IReadOnlyList<T> entries, bool? isMore) = await read(all.Count == 0 ? default : key(all[^1])).ConfigureAwait(false);
            all.AddRange(entries);
            more = isMore is true && entries.Count > 0;
        }

        return (all, more ? true : null);
    }

    private string Describe(ReportEntry entry)
    {
        string where = entry.Room is { } room ? $" in {CleanText.Line(room)}" : string.Empty;
        string text = entry.Text is null ? string.Empty : $" | {CleanText.Line(entry.Text)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Report}  {Time(entry.At)}  message {entry.Seq} of {CleanText.Line(entry.From)}{where}, reported by {CleanText.Line(entry.By)}: {CleanText.Line(entry.Reason)}{text}");
    }

    private string Describe(BanEntry entry)
    {
        string reason = string.IsNullOrEmpty(entry.Reason) ? string.Empty : $": {CleanText.Line(entry.Reason)}";
        return $"{CleanText.Line(entry.User ?? entry.Address ?? entry.Pattern)}{(entry.Until is null ? ", for good" : Until(entry.Until))}, by {CleanText.Line(entry.By)} at {Time(entry.At)}{reason}";
    }

    // Bans are named as /bans names them, and /unban takes them.
    private static string Bare(string target) =>
        BanMarks.FirstOrDefault(mark => target.StartsWith(mark, StringComparison.Ordinal)) is { } mark ? target[mark.Length..] : target;

    private string Describe(ActEntry act, string room)
    {
        string where = act.Room is { } named && room == RoomScope.WholeServer ? $" in {CleanText.Line(named)}" : string.Empty;
        string target = string.IsNullOrEmpty(act.Target) ? string.Empty : $" {CleanText.Line(Bare(act.Target))}";
        string detail = string.IsNullOrEmpty(act.Detail) ? string.Empty : $" {CleanText.Line(act.Detail)}";
        string reason = string.IsNullOrEmpty(act.Reason) ? string.Empty : $": {CleanText.Line(act.Reason)}";
        return $"{Time(act.At)}  {CleanText.Line(act.By)}: {CleanText.Line(act.Act)}{target}{detail}{where}{Until(act.Until)}{reason}";
    }
}
