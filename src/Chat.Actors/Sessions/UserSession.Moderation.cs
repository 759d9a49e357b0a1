using Akka.Actor;

namespace Chat.Actors.Sessions;

/// <content>What rooms and the directory tell of invitations and admins.</content>
public sealed partial class UserSession
{
    private bool OnModeration(SessionState state, object message)
    {
        switch (message)
        {
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
}
