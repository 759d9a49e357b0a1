using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Moderation.</content>
internal sealed partial class SqliteWriter
{
    private WriteResult? ApplyToModeration(Write write) => write switch
    {
        Write.Moderate w => Moderate(w),
        Write.FindMessage w => Find(w.Room) is { } room && FindMessage(room, w.Author, w.Key) is { } found ? found : WriteResult.Missing.Instance,
        Write.DeleteEnded w => DeleteEnded(w),
        _ => null,
    };

    private WriteResult Moderate(Write.Moderate w)
    {
        Room? room = null;
        if (ModerationNeeds.LacksRoom(w) || (w.Room is { } id && (room = Find(id)) is null))
        {
            return WriteResult.Missing.Instance;
        }

        bool isGuarded = ModerationNeeds.MayBeMissing(w);
        if (isGuarded)
        {
            Run("SAVEPOINT act");
        }

        long? number = null;
        bool isWhole = w.Changes.All(change => TryChange(room, change, ref number));
        if (!isWhole)
        {
            Run("ROLLBACK TO act");
        }
        else if (w.Act is { } act)
        {
            AddAct(room, act);
        }

        if (isGuarded)
        {
            Run("RELEASE act");
        }

        return !isWhole ? WriteResult.Missing.Instance
            : number is { } no ? new WriteResult.Numbered(no)
            : WriteResult.Done.Instance;
    }

    /// <summary>Makes a change.</summary>
    /// <returns>False where it is about something that is not there.</returns>
    private bool TryChange(Room? room, ModerationChange change, ref long? number)
    {
        long no = room?.No ?? ModerationRows.WholeServer;
        switch (change)
        {
            case ModerationChange.PutSanction { Sanction: var s }:
                Run(
                    """
                    INSERT OR REPLACE INTO sanctions (room, kind, target_kind, target, shown, by_name, at, until, reason)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """,
                    no, SanctionNames.Of(s.Kind), SanctionNames.Of(s.Target.Kind), s.Target.Value, s.Shown, s.By,
                    s.At.ToUnixTimeMilliseconds(), s.Until?.ToUnixTimeMilliseconds(), s.Reason);
                return true;
            case ModerationChange.DropSanction c:
                return Run(
                    "DELETE FROM sanctions WHERE room = $1 AND kind = $2 AND target_kind = $3 AND target = $4",
                    no, SanctionNames.Of(c.Kind), SanctionNames.Of(c.Target.Kind), c.Target.Value) > 0;
            case ModerationChange.SetRole c:
                return Run("UPDATE members SET role = $3 WHERE room = $1 AND user_id = $2", no, c.User.Value, c.Role) > 0;
            case ModerationChange.RemoveMember c:
                RemoveMember(no, c.User);
                return true;
            case ModerationChange.AddMember c:
                PutMember(room!, c.User, c.Role, room!.LastSeq);
                return true;
            case ModerationChange.SetSettings { Settings: var s }:
                Run(
                    "UPDATE rooms SET access = $2, read_only = $3, slow_seconds = $4, topic_locked = $5 WHERE no = $1",
                    no, s.Access, s.ReadOnly, s.SlowSeconds, s.TopicLocked);
                return true;
            case ModerationChange.PutInvitation { Invitation: var i }:
                Run(
                    "INSERT OR REPLACE INTO invitations (room, user_id, by_name, at, expires) VALUES ($1, $2, $3, $4, $5)",
                    no, i.User.Value, i.By, i.At.ToUnixTimeMilliseconds(), i.Expires.ToUnixTimeMilliseconds());
                return true;
            case ModerationChange.DropInvitation c:
                Run("DELETE FROM invitations WHERE room = $1 AND user_id = $2", no, c.User.Value);
                return true;
            case ModerationChange.PutReport c:
                number = First<long?>(
                    """
                    INSERT INTO reports (room, seq, from_name, user_id, by_name, reason, at)
                    SELECT room, seq, from_name, $3, $4, $5, $6 FROM messages WHERE room = $1 AND seq = $2 RETURNING id
                    """,
                    row => row.GetInt64(0), no, c.Seq, c.User.Value, c.By, c.Reason, c.At.ToUnixTimeMilliseconds());
                return number is not null;
            case ModerationChange.CloseReport c:
                return Run(
                    "UPDATE reports SET closed_by = $3, closed_at = $4 WHERE room = $1 AND id = $2 AND closed_at IS NULL",
                    no, c.Report, c.By, c.At.ToUnixTimeMilliseconds()) > 0;
            case ModerationChange.SetAdmin c:
                return Run("UPDATE accounts SET admin = $2 WHERE user_id = $1", c.User.Value, c.Admin) > 0;
            default:
                throw new StorageException($"unknown change {change.GetType().Name}");
        }
    }

    private void AddAct(Room? room, Act act) => Run(
        "INSERT INTO acts (room, at, by_user, by_name, name, target, detail, until, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        room?.No, act.At.ToUnixTimeMilliseconds(), act.ByUser?.Value, act.By, act.Name, act.Target, act.Detail, act.Until?.ToUnixTimeMilliseconds(), act.Reason);

    private WriteResult.Removed DeleteEnded(Write.DeleteEnded w)
    {
        long at = w.At.ToUnixTimeMilliseconds();
        Run("DELETE FROM sanctions WHERE until <= $1", at);
        Run("DELETE FROM invitations WHERE expires <= $1", at);
        if (w.ActsBefore?.ToUnixTimeMilliseconds() is not { } oldest)
        {
            return new WriteResult.Removed(0);
        }

        Run("DELETE FROM reports WHERE closed_at < $1", oldest);
        return new WriteResult.Removed(Run("DELETE FROM acts WHERE no IN (SELECT no FROM acts WHERE at < $1 ORDER BY at LIMIT $2)", oldest, w.Limit));
    }

    private void LiftSanctions(UserId user) => Run("DELETE FROM sanctions WHERE target_kind = 'user' AND target = $1", user.Value);
}
