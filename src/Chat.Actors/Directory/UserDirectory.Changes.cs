using Akka.Actor;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Directory;

/// <content>
/// How a change of an account is stored, one at a time. What was read of it before is read again: so a password or a session that has ended
/// lets nobody in, however the check of it and its end fall.
/// </content>
public sealed partial class UserDirectory
{
    /// <summary>Counts the changes of accounts that were stored.</summary>
    private long _changes;

    private static SessionProtocol.EndDevices Ended(UserId user, IReadOnlyList<string>? tokens, string? except) =>
        new(user, tokens, except, ErrorCodes.NotAuthenticated, "This session was ended. Log in again.");

    private void Change(DirectoryEntry entry, DirectoryProtocol.AccountCall call, Write write, IWithUserId? ending)
    {
        entry.Changing = true;
        Submit(write, new DirectoryProtocol.AccountChange(call, ending));
    }

    private void OnChanged(DirectoryProtocol.AccountChange change, WriterProtocol.Outcome outcome)
    {
        DirectoryProtocol.AccountCall call = change.Call;
        EndChange(call.User);
        if (outcome.Result is WriteResult.Missing)
        {
            Refuse(call, NoAccount);
            return;
        }

        if (outcome.Write is Write.DeleteAccount && _state.Find(call.User) is { } deleted)
        {
            deleted.User = deleted.User with { Retired = true };
            deleted.Reserved = true;
            deleted.Admin = false;
        }

        call.Caller.Answer(SessionReply.Done.Instance);
        if (change.Ending is not null)
        {
            _sessions.Tell(change.Ending);
        }
    }

    /// <summary>A change is stored, or was not: whoever waited for it begins again.</summary>
    private void EndChange(UserId user)
    {
        if (_state.Find(user) is { } entry)
        {
            entry.Changing = false;
            entry.ChangedAt = ++_changes;
        }

        ComeAgain(user);
    }

    /// <summary>Whether something must wait for a change that is being stored, or begin again because one was since it was read.</summary>
    private bool MustBeginAgain(DirectoryEntry entry, long asOf, object request)
    {
        if (entry.Changing)
        {
            Wait(entry, request);
        }
        else if (entry.ChangedAt > asOf)
        {
            Self.Tell(request, Sender);
        }
        else
        {
            return false;
        }

        return true;
    }
}
