using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Actors.Directory;

/// <content>Whose a name is, and when it is another's.</content>
public sealed partial class UserDirectory
{
    private void OnRename(DirectoryProtocol.Rename rename)
    {
        if (_state.Find(rename.User) is not { } entry)
        {
            return;
        }

        if (entry.Changing || !entry.User.Guest)
        {
            Sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, new Refusal(ErrorCodes.Forbidden, "Only guests can change their name.")));
        }
        else if (WhyBanned(default, false, RoomRules.ParsedName(rename.Name, _options.Current.Names), null) is { } banned)
        {
            Sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, banned with { Message = "This name is banned from this server; choose another." }));
        }
        else if (TryTakeName(rename.Name, entry, rename, out ChatName name, out Refusal? refusal))
        {
            Rename(entry, name);
            Sender.Tell(new DirectoryProtocol.Renamed(rename.User, rename.Origin, name.Display));
        }
        else if (refusal is not null)
        {
            Sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, refusal));
        }
    }

    private void Rename(DirectoryEntry entry, ChatName name)
    {
        _state.Replace(entry, entry.User with { Name = name.Display, Folded = name.Folded, Skeleton = name.Skeleton });
        _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(entry.User), null, Urgent: true));
    }

    /// <summary>
    /// Whether this name can be had now. One that a guest loses here, having been gone longer than the hold, is given away when that
    /// guest has left its rooms: else its leaving would be heard there as that of the name's new holder. Until then the message waits.
    /// </summary>
    /// <param name="raw">As written.</param>
    /// <param name="self">Who wants it, where that is a user already.</param>
    /// <param name="message">What asks for the name; it comes again when it was made to wait.</param>
    /// <param name="name">The name's forms.</param>
    /// <param name="refusal">Why it can't be had; null when it can, and when the message waits.</param>
    private bool TryTakeName(string raw, DirectoryEntry? self, object message, out ChatName name, out Refusal? refusal)
    {
        refusal = null;
        if (!NameRules.TryParse(raw, NameKind.User, _options.Current.Names, out name, out string? problem))
        {
            refusal = new Refusal(ErrorCodes.BadName, problem, "user");
            return false;
        }

        if (!_state.TryFindLookalike(name.Skeleton, out DirectoryEntry? holder) || holder == self)
        {
            return true;
        }

        bool isAway = holder is { User.Guest: true, IsHere: false, Changing: false };
        TimeSpan left = HoldLeft(holder);
        if (isAway && left <= TimeSpan.Zero)
        {
            Park(holder, message);
            return false;
        }

        string why = holder.User.Folded == name.Folded ? $"'{holder.User.Name}' is taken" : $"'{name.Display}' looks like '{holder.User.Name}', which is taken";
        string instead = holder.IsRegistered && message is DirectoryProtocol.Hello ? "; give its password, or choose another name." : "; choose another name.";
        refusal = new Refusal(ErrorCodes.NameTaken, why + instead, "user", isAway ? (long)left.TotalMilliseconds : null);
        return false;
    }

    private TimeSpan HoldLeft(DirectoryEntry holder) => holder.Since + _options.Current.GuestHold - _time.GetUtcNow();

    /// <summary>Keeps who wants a name until the guest that has it is at its end: no more than there are connections.</summary>
    private void Park(DirectoryEntry leaving, object message)
    {
        Wait(leaving, message);
        if (!leaving.Expiring)
        {
            Expire(leaving);
        }
    }

    /// <summary>Keeps a message until something about that user is done; then it comes again.</summary>
    private void Wait(DirectoryEntry entry, object message)
    {
        if (!_parked.TryGetValue(entry.User.Id, out List<(object, IActorRef)>? parked))
        {
            _parked[entry.User.Id] = parked = [];
        }

        parked.Add((message, Sender));
    }

    /// <summary>Ends a guest: its session leaves the rooms and then retires it.</summary>
    private void Expire(DirectoryEntry entry)
    {
        entry.Expiring = true;
        _sessions.Tell(new SessionProtocol.Expire(entry.User.Id, entry.User.Name));
    }

    private void OnRetire(UserId user)
    {
        if (_state.Find(user) is { } entry)
        {
            _state.Remove(entry);
            _writer.Tell(new WriterProtocol.Submit(new Write.RetireUser(user, RetiredName.Of(entry.User.Name, user)), null, Urgent: true));
        }

        ComeAgain(user);
    }

    private void OnExpireFailed(UserId user)
    {
        if (_state.Find(user) is { } entry)
        {
            entry.Expiring = false;
        }

        foreach ((object message, IActorRef sender) in Unpark(user))
        {
            if (message is DirectoryProtocol.Rename rename)
            {
                sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, Unavailable));
            }
            else
            {
                Refuse(message, Unavailable);
            }
        }
    }

    private void ComeAgain(UserId user)
    {
        foreach ((object message, IActorRef sender) in Unpark(user))
        {
            Self.Tell(message, sender);
        }
    }

    private List<(object Message, IActorRef Sender)> Unpark(UserId user) =>
        _parked.Remove(user, out List<(object, IActorRef)>? parked) ? parked : [];

    private void Sweep()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (DirectoryEntry entry in _state.All.Where(e => e.User.Guest && !e.IsHere && !e.Changing && e.Since + _options.Current.GuestKeep <= now).ToList())
        {
            Expire(entry);
        }
    }
}
