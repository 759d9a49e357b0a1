using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Sessions;

/// <content>The user's account: the directory decides, the session knows the devices.</content>
public sealed partial class UserSession
{
    private static readonly TimeSpan TouchInterval = TimeSpan.FromHours(1);

    private bool OnAccounts(SessionState state, object message)
    {
        switch (message)
        {
            case SessionProtocol.ForAccount request:
                OnForAccount(state, request);
                return true;
            case SessionProtocol.Registered:
                _state = state with { Guest = false };
                return true;
            case SessionProtocol.EndDevices ended:
                foreach (Device device in state.Devices.Where(d => (ended.Tokens?.Contains(d.TokenHash) ?? true) && d.TokenHash != ended.Except))
                {
                    Dismiss(device, ended.Code, ended.Message);
                }

                return true;
            case SessionProtocol.InvitationChanged invited:
                TellDevices(new SessionEvent.Invited(invited.Room, invited.By, invited.At, invited.Withdrawn), null);
                return true;
            case SessionProtocol.AdminChanged changed:
                OnAdminChanged(state, changed.Admin);
                return true;
            case SessionProtocol.TellAddresses asked:
                Reply(asked.Origin, asked.Known with { Addresses = [.. state.Devices.Select(d => d.Address).OfType<string>().Distinct()] });
                return true;
            default:
                return false;
        }
    }

    private void OnAdminChanged(SessionState state, bool admin)
    {
        _state = state with { Admin = admin };
        foreach (Device device in state.Devices)
        {
            device.Ref.Connection.Tell(new SessionProtocol.AdminIs(admin));
        }

        TellDevices(new SessionEvent.Noticed(admin ? "You are one of this server's admins now." : "You are no admin of this server any more."), null);
    }

    private void OnForAccount(SessionState state, SessionProtocol.ForAccount request)
    {
        bool claims = request.Action is AccountAction.Claim;
        if (claims != state.Guest)
        {
            Reply(request.Origin, new SessionReply.Refused(new Refusal(
                ErrorCodes.Forbidden, claims ? "You have an account already." : "You are a guest, who has no account; register first.")));
        }
        else if (state.Devices.Find(d => d.Ref.Id == request.Origin.Device.Id) is { } device)
        {
            _neighbours.Directory.Tell(new DirectoryProtocol.ForAccount(
                _id, request.Origin, device.TokenHash, [.. state.Devices.Select(d => d.TokenHash)], request.Action));
        }
    }

    /// <summary>The account was deleted: the rooms hear that the user left, those who talked with it in private that it is gone, its devices are closed.</summary>
    private void OnDeleted(SessionProtocol.Deleted deleted)
    {
        SessionState state = _state ?? SessionState.Of(_id, deleted.Name, guest: false, []);
        foreach (Device device in state.Devices)
        {
            Dismiss(device, ErrorCodes.Quit, "This account was deleted.");
        }

        foreach (RoomId room in deleted.Rooms.Union(state.Rooms.Keys).Union(state.Joining).Where(r => !r.IsPair))
        {
            _neighbours.Rooms.Tell(new RoomProtocol.Command(room, state.Speaker, null, new RoomAction.Leave("deleted")));
        }

        _state = null;
        Context.Parent.Tell(EntityProtocol.Passivate.Instance);
    }

    /// <summary>A session that was in use until now lasts from now on, not from its hello.</summary>
    private void Touch(SessionState state, Device device)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (!state.Guest && now - device.Since >= TouchInterval)
        {
            _neighbours.Writer.Tell(new WriterProtocol.Submit(
                new Write.TouchToken(device.TokenHash, now, now + _options.Current.SessionExpire), null, Urgent: true));
        }
    }

    private void Dismiss(Device device, string code, string message)
    {
        device.Ref.Connection.Tell(new SessionProtocol.Dismiss(code, message));
        OnDeviceClosed(_state!, device.Ref.Id);
    }
}
