using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>
/// Moderation. Where a change may be about something that is not there, the act has a savepoint of its own and the batch waits for the answer; else it goes with the rest.
/// </content>
internal sealed partial class PostgresBatch
{
    private async Task<WriteResult?> ApplyToModerationAsync(Write write) => write switch
    {
        Write.Moderate w => await ModerateAsync(w).ConfigureAwait(false),
        Write.FindMessage w => _known.TryGetValue((w.Room, w.Author, w.Key), out WriteResult.Appended? found) ? found : WriteResult.Missing.Instance,
        Write.DeleteEnded w => await DeleteEndedAsync(w).ConfigureAwait(false),
        _ => null,
    };

    private async Task<WriteResult> ModerateAsync(Write.Moderate w)
    {
        Room? room = null;
        if (ModerationNeeds.LacksRoom(w) || (w.Room is { } id && !_rooms.TryGetValue(id, out room)))
        {
            return WriteResult.Missing.Instance;
        }

        var found = new Found();
        bool isGuarded = ModerationNeeds.MayBeMissing(w);
        if (isGuarded)
        {
            // A report may be about a message of this batch.
            AddMessages();
            _added.Clear();
            _next.Add("SAVEPOINT act");
        }

        foreach (ModerationChange change in w.Changes)
        {
            AddChange(room, change, found);
        }

        if (w.Act is { } act)
        {
            _next.Add(
                "INSERT INTO acts (room, at, by_user, by_name, name, target, detail, until, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                room?.No, act.At.ToUnixTimeMilliseconds(), act.ByUser?.Value, act.By, act.Name, act.Target, act.Detail, act.Until?.ToUnixTimeMilliseconds(), act.Reason);
        }

        if (!isGuarded)
        {
            return WriteResult.Done.Instance;
        }

        await FlushAsync().ConfigureAwait(false);
        if (found.Awaited > 0)
        {
            _next.Add("ROLLBACK TO SAVEPOINT act");
        }

        _next.Add("RELEASE SAVEPOINT act");
        return found.Awaited > 0 ? WriteResult.Missing.Instance
            : found.Number is { } number ? new WriteResult.Numbered(number)
            : WriteResult.Done.Instance;
    }

    private void AddChange(Room? room, ModerationChange change, Found found)
    {
        long no = room?.No ?? ModerationRows.WholeServer;
        switch (change)
        {
            case ModerationChange.PutSanction { Sanction: var s }:
                _next.Add(
                    """
                    INSERT INTO sanctions (room, kind, target_kind, target, shown, by_name, at, until, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    ON CONFLICT (room, kind, target_kind, target) DO UPDATE SET
                        shown = excluded.shown, by_name = excluded.by_name, at = excluded.at, until = excluded.until, reason = excluded.reason
                    """,
                    no, SanctionNames.Of(s.Kind), SanctionNames.Of(s.Target.Kind), s.Target.Value, s.Shown, s.By,
                    s.At.ToUnixTimeMilliseconds(), s.Until?.ToUnixTimeMilliseconds(), s.Reason);
                break;
            case ModerationChange.DropSanction c:
                Expect(
                    found,
                    "DELETE FROM sanctions WHERE room = $1 AND kind = $2 AND target_kind = $3 AND target = $4 RETURNING room",
                    no, SanctionNames.Of(c.Kind), SanctionNames.Of(c.Target.Kind), c.Target.Value);
                break;
            case ModerationChange.SetRole c:
                Expect(found, "UPDATE members SET role = $3 WHERE room = $1 AND user_id = $2 RETURNING room", no, c.User.Value, c.Role);
                break;
            case ModerationChange.RemoveMember c:
                RemoveMember(no, c.User);
                break;
            case ModerationChange.AddMember c:
                PutMember(room!, c.User, c.Role, room!.LastSeq);
                break;
            case ModerationChange.SetSettings { Settings: var s }:
                _next.Add(
                    "UPDATE rooms SET access = $2, read_only = $3, slow_seconds = $4, topic_locked = $5 WHERE no = $1",
                    no, s.Access, s.ReadOnly, s.SlowSeconds, s.TopicLocked);
                break;
            case ModerationChange.PutInvitation { Invitation: var i }:
                _next.Add(
                    """
                    INSERT INTO invitations (room, user_id, by_name, at, expires) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (room, user_id) DO UPDATE SET by_name = excluded.by_name, at = excluded.at, expires = excluded.expires
                    """,
                    no, i.User.Value, i.By, i.At.ToUnixTimeMilliseconds(), i.Expires.ToUnixTimeMilliseconds());
                break;
            case ModerationChange.DropInvitation c:
                _next.Add("DELETE FROM invitations WHERE room = $1 AND user_id = $2", no, c.User.Value);
                break;
            case ModerationChange.PutReport c:
                Expect(
                    found,
                    """
                    INSERT INTO reports (room, seq, from_name, user_id, by_name, reason, at)
                    SELECT room, seq, from_name, $3, $4, $5, $6 FROM messages WHERE room = $1 AND seq = $2 RETURNING id, id
                    """,
                    no, c.Seq, c.User.Value, c.By, c.Reason, c.At.ToUnixTimeMilliseconds());
                break;
            case ModerationChange.CloseReport c:
                Expect(
                    found,
                    "UPDATE reports SET closed_by = $3, closed_at = $4 WHERE room = $1 AND id = $2 AND closed_at IS NULL RETURNING id",
                    no, c.Report, c.By, c.At.ToUnixTimeMilliseconds());
                break;
            case ModerationChange.SetAdmin c:
                Expect(found, "UPDATE accounts SET admin = $2 WHERE user_id = $1 RETURNING user_id", c.User.Value, c.Admin);
                break;
            default:
                throw new StorageException($"unknown change {change.GetType().Name}");
        }
    }

    /// <summary>Adds a change that must give a row. A second column of it is the number of what was added.</summary>
    private void Expect(Found found, string sql, params ReadOnlySpan<object?> values)
    {
        _next.Add(sql, values);
        found.Awaited++;
        _answers.Add(row =>
        {
            found.Awaited--;
            found.Number = row.FieldCount > 1 ? row.GetInt64(1) : found.Number;
        });
    }

    private async Task<WriteResult> DeleteEndedAsync(Write.DeleteEnded w)
    {
        long at = w.At.ToUnixTimeMilliseconds();
        _next.Add("DELETE FROM sanctions WHERE until <= $1", at);
        _next.Add("DELETE FROM invitations WHERE expires <= $1", at);
        long count = 0;
        if (w.ActsBefore?.ToUnixTimeMilliseconds() is { } oldest)
        {
            _next.Add("DELETE FROM reports WHERE closed_at < $1", oldest);
            _next.Add(
                """
                WITH removed AS (DELETE FROM acts WHERE no IN (SELECT no FROM acts WHERE at < $1 ORDER BY at LIMIT $2) RETURNING no)
                SELECT count(*) FROM removed
                """,
                oldest, w.Limit);
            _answers.Add(row => count = row.GetInt64(0));
            await FlushAsync().ConfigureAwait(false);
        }

        return new WriteResult.Removed((int)count);
    }

    private void LiftSanctions(UserId user) => _next.Add("DELETE FROM sanctions WHERE target_kind = 'user' AND target = $1", user.Value);

    /// <summary>What the answers to an act's changes say.</summary>
    private sealed class Found
    {
        /// <summary>Answers that have not come; those that are left had nothing to say.</summary>
        public int Awaited { get; set; }

        public long? Number { get; set; }
    }
}
