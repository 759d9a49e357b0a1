using Akka.Actor;
using Chat.Actors.Edge;
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

        if (WaitsFor(rename.Name, entry) is { } leaving)
        {
            Park(leaving, rename);
            return;
        }

        if (CheckName(rename.Name, entry, out ChatName name) is { } refusal)
        {
            Sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, refusal));
            return;
        }

        Rename(entry, name);
        Sender.Tell(new DirectoryProtocol.Renamed(rename.User, rename.Origin, name.Display));
    }

    private void Rename(DirectoryEntry entry, ChatName name)
    {
        _state.Rename(entry, entry.User with { Name = name.Display, Folded = name.Folded, Skeleton = name.Skeleton });
        _writer.Tell(new WriterProtocol.Submit(new Write.PutUser(entry.User), null, Urgent: true));
    }

    /// <summary>Whether this name can be had now.</summary>
    /// <param name="raw">As written.</param>
    /// <param name="self">Who wants it, where that is a user already.</param>
    /// <param name="name">The name's forms.</param>
    /// <returns>Why not; null when it can be had.</returns>
    private Refusal? CheckName(string raw, DirectoryEntry? self, out ChatName name)
    {
        if (!NameRules.TryParse(raw, NameKind.User, _options.Names, out name, out string? problem))
        {
            return new Refusal(ErrorCodes.BadName, problem, "user");
        }

        if (!_state.TryFindLookalike(name.Skeleton, out DirectoryEntry? holder) || holder == self)
        {
            return null;
        }

        string why = holder.User.Folded == name.Folded ? $"'{holder.User.Name}' is taken" : $"'{name.Display}' looks like '{holder.User.Name}', which is taken";
        long? wait = holder is { User.Guest: true, IsHere: false } ? (long)HoldLeft(holder).TotalMilliseconds : null;
        return new Refusal(ErrorCodes.NameTaken, why + "; choose another name.", "user", wait);
    }

    /// <summary>
    /// The guest that loses this name here, having been gone longer than the hold; null where no one does. The name is given away
    /// when the guest has left its rooms: else its leaving would be heard there as that of the name's new holder.
    /// </summary>
    private DirectoryEntry? WaitsFor(string raw, DirectoryEntry? self) =>
        NameRules.TryParse(raw, NameKind.User, _options.Names, out ChatName name, out _)
        && _state.TryFindLookalike(name.Skeleton, out DirectoryEntry? holder)
        && holder != self && holder is { User.Guest: true, IsHere: false } && HoldLeft(holder) <= TimeSpan.Zero
            ? holder
            : null;

    private TimeSpan HoldLeft(DirectoryEntry holder) => holder.Since + _options.GuestHold - _time.GetUtcNow();

    /// <summary>Keeps who wants a name until the guest that has it is at its end: no more than there are connections.</summary>
    private void Park(DirectoryEntry leaving, object message)
    {
        if (!_parked.TryGetValue(leaving.User.Id, out List<(object, IActorRef)>? parked))
        {
            _parked[leaving.User.Id] = parked = [];
        }

        parked.Add((message, Sender));
        if (!leaving.Expiring)
        {
            Expire(leaving);
        }
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

        foreach ((object message, IActorRef sender) in Unpark(user))
        {
            Self.Tell(message, sender);
        }
    }

    private void OnExpireFailed(UserId user)
    {
        if (_state.Find(user) is { } entry)
        {
            entry.Expiring = false;
        }

        foreach ((object message, IActorRef sender) in Unpark(user))
        {
            switch (message)
            {
                case DirectoryProtocol.Hello hello:
                    Refuse(hello.Origin, Unavailable);
                    break;
                case DirectoryProtocol.TokenFound found:
                    Refuse(found.Hello.Origin, Unavailable);
                    break;
                case DirectoryProtocol.Rename rename:
                    sender.Tell(new DirectoryProtocol.RenameRefused(rename.User, rename.Origin, Unavailable));
                    break;
            }
        }
    }

    private List<(object Message, IActorRef Sender)> Unpark(UserId user) =>
        _parked.Remove(user, out List<(object, IActorRef)>? parked) ? parked : [];

    private void Sweep()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (DirectoryEntry entry in _state.All.Where(e => e.User.Guest && !e.IsHere && e.Since + _options.GuestKeep <= now).ToList())
        {
            Expire(entry);
        }
    }
}
