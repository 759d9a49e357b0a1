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

    /// <summary>Whether this name can be had now. A guest that was gone longer than the hold loses it here.</summary>
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

        TimeSpan left = holder.Since + _options.GuestHold - _time.GetUtcNow();
        if (!holder.User.Guest || holder.IsHere || left > TimeSpan.Zero)
        {
            string why = holder.User.Folded == name.Folded ? $"'{holder.User.Name}' is taken" : $"'{name.Display}' looks like '{holder.User.Name}', which is taken";
            return new Refusal(ErrorCodes.NameTaken, why + "; choose another name.", "user", holder is { User.Guest: true, IsHere: false } ? (long)left.TotalMilliseconds : null);
        }

        Expire(holder);
        return null;
    }

    /// <summary>Ends a guest: its name is free at once, its session leaves the rooms and then retires it.</summary>
    private void Expire(DirectoryEntry entry)
    {
        string name = entry.User.Name;
        string retired = RetiredName.Of(name, entry.User.Id);
        _state.Rename(entry, entry.User with { Name = retired, Folded = retired, Skeleton = retired });
        _sessions.Tell(new SessionProtocol.Expire(entry.User.Id, name));
    }

    private void OnRetire(UserId user)
    {
        if (_state.Find(user) is { } entry)
        {
            _state.Remove(entry);
            _writer.Tell(new WriterProtocol.Submit(new Write.RetireUser(user, RetiredName.Of(entry.User.Name, user)), null, Urgent: true));
        }
    }

    private void Sweep()
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (DirectoryEntry entry in _state.All.Where(e => e.User.Guest && !e.IsHere && e.Since + _options.GuestKeep <= now).ToList())
        {
            Expire(entry);
        }
    }
}
