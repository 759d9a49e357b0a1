using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>How accounts are made: the name is reserved, the password hashed, the account stored; only then anyone hears of it.</content>
public sealed partial class UserDirectory
{
    private static Refusal BadInvite { get; } = new(
        ErrorCodes.Forbidden, "Registering here takes an invite that was not used and has not expired; ask the server's operator for one.", "invite");

    private void Register(DirectoryProtocol.Caller caller, string user, string password, string? invite, UserId? guest, string turn)
    {
        bool byOperator = caller.Origin is null;
        if (byOperator || _options.Current.Accounts != AccountPolicy.Invite)
        {
            Reserve(new DirectoryProtocol.Registration(caller, user, password, null, guest) { Turn = turn });
        }
        else if (string.IsNullOrWhiteSpace(invite))
        {
            caller.Refuse(BadInvite);
        }
        else
        {
            var registration = new DirectoryProtocol.Registration(caller, user, password, HashOf(invite.Trim()), guest) { Turn = turn };
            Read(
                store => store.FindInviteAsync(registration.InviteHash!, CancellationToken.None),
                found => new DirectoryProtocol.InviteRead(registration, found),
                registration);
        }
    }

    private void OnInviteRead(DirectoryProtocol.InviteRead read)
    {
        if (read.Invite is { } invite && invite.Expires > _time.GetUtcNow())
        {
            Reserve(read.Registration);
        }
        else
        {
            Refuse(read.Registration, BadInvite);
        }
    }

    private void Reserve(DirectoryProtocol.Registration registration)
    {
        if (!TryFindGuest(registration, out DirectoryEntry? guest, out Refusal? refusal)
            || !TryTakeName(registration.User, guest, registration, out ChatName name, out refusal))
        {
            Refuse(registration, refusal);
            return;
        }

        if (_state.Registered >= _options.Current.MaxAccounts)
        {
            Refuse(registration, new Refusal(ErrorCodes.Forbidden, "The server has as many accounts as it takes."));
            return;
        }

        DirectoryEntry entry = guest ?? _state.Add(new StoredUser(UserId.New(), name.Display, name.Folded, name.Skeleton, Guest: false, _time.GetUtcNow()));
        entry.Reserved = guest is null;
        entry.Changing = true;
        _passwords.Tell(new PasswordProtocol.Hash(registration.Password, new DirectoryProtocol.Reservation(registration, entry.User.Id), new PasswordTurn(registration.Turn, IsKnown: false)));
    }

    /// <summary>The guest who registers, where it is one: only under the name it has.</summary>
    private bool TryFindGuest(DirectoryProtocol.Registration registration, out DirectoryEntry? guest, out Refusal? refusal)
    {
        guest = registration.Guest is { } id ? _state.Find(id) : null;
        refusal = registration.Guest is null ? null
            : guest is not { User.Guest: true, Expiring: false, Changing: false } ? new Refusal(ErrorCodes.Forbidden, "You have an account already, or are just getting one.")
            : !NameRules.TryParse(registration.User, NameKind.User, _options.Current.Names, out ChatName name, out _) || name.Folded != guest.User.Folded
                ? new Refusal(ErrorCodes.Forbidden, $"You can register only the name you have, '{guest.User.Name}'.", "user")
            : null;
        return refusal is null;
    }

    private void StoreAccount(DirectoryProtocol.Reservation reservation, string passwordHash)
    {
        if (_state.Find(reservation.User) is not { } entry)
        {
            Refuse(reservation.Registration, Unavailable);
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        _state.Replace(entry, entry.User with { Guest = false, SeenAt = entry.Reserved ? now : entry.User.SeenAt });
        Submit(
            new Write.Register(entry.User, new StoredAccount(entry.User.Id, passwordHash, now), reservation.Registration.InviteHash, now + _options.Current.SessionExpire),
            reservation);
    }

    private void OnRegistered(DirectoryProtocol.Reservation reservation, WriteResult result)
    {
        if (result is WriteResult.Missing)
        {
            GiveUp(reservation, BadInvite);
            return;
        }

        if (_state.Find(reservation.User) is { } entry)
        {
            entry.Reserved = false;
        }

        reservation.Registration.Caller.Answer(SessionReply.Done.Instance);
        if (reservation.Registration.Guest is { } guest)
        {
            _sessions.Tell(new SessionProtocol.Registered(guest));
        }

        EndChange(reservation.User);
    }

    /// <summary>Refuses what the passwords or the storage could not do, and takes back what was done for it.</summary>
    private void GiveUp(object context, Refusal why)
    {
        if (context is not DirectoryProtocol.Reservation reservation)
        {
            if (context is DirectoryProtocol.AccountRead read)
            {
                PasswordWasNotChecked(read.For);
            }

            Refuse(context, why);
            return;
        }

        Refuse(reservation.Registration, why);
        if (_state.Find(reservation.User) is { Reserved: true } entry)
        {
            // The account may be stored all the same.
            _state.Remove(entry);
            Submit(new Write.RetireUser(reservation.User, RetiredName.Of(entry.User.Name, reservation.User)), null);
        }
        else if (_state.Find(reservation.User) is { } guest)
        {
            _state.Replace(guest, guest.User with { Guest = true });
            Submit(new Write.PutUser(guest.User), null);
        }

        EndChange(reservation.User);
    }

    private void OnAccountStored(WriterProtocol.Outcome outcome)
    {
        switch (outcome.Context)
        {
            case DirectoryProtocol.Reservation reservation:
                OnRegistered(reservation, outcome.Result);
                break;
            case DirectoryProtocol.AccountChange change:
                OnChanged(change, outcome);
                break;
            case DirectoryProtocol.Inviting inviting:
                inviting.Caller.Answer(new SessionReply.Invited(inviting.Code));
                break;
            case DirectoryProtocol.Banning banning when outcome.Result is WriteResult.Missing:
                OnBanNotStored(banning, Unavailable);
                break;
            case DirectoryProtocol.Banning banning:
                OnBanStored(banning, _time.GetUtcNow());
                break;
            case DirectoryProtocol.AdminChange change:
                OnAdminStored(change, outcome.Result);
                break;
        }
    }

    private void OnAccountNotStored(object? context)
    {
        switch (context)
        {
            case DirectoryProtocol.Reservation reservation:
                GiveUp(reservation, Unavailable);
                break;
            case DirectoryProtocol.AccountChange change:
                Refuse(change.Call, Unavailable);
                EndChange(change.Call.User);
                break;
            case DirectoryProtocol.Inviting inviting:
                inviting.Caller.Refuse(Unavailable);
                break;
            case DirectoryProtocol.Banning banning:
                OnBanNotStored(banning, Unavailable);
                break;
            case DirectoryProtocol.AdminChange change:
                change.Caller.Refuse(Unavailable);
                break;
        }
    }
}
