using Akka.Actor;
using Chat.Actors.Entities;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Rooms;

/// <content>What the room's stream has besides messages.</content>
public sealed partial class RoomRelay
{
    private void OnItem(RelayItem item)
    {
        switch (item)
        {
            case RelayItem.Reply reply:
                _connections.Answer(reply.Origin, reply.Answer, _fanOut);
                break;
            case RelayItem.NotAttached refused:
                _connections.Tell(refused);
                break;
            case RelayItem.Attached attached:
                OnAttached(attached);
                break;
            case RelayItem.Synced synced:
                _head = _head < 0 ? synced.Head : _head;
                CatchUp(synced.Head);
                break;
            case RelayItem.Unsubscribed { Attachments: var sent }:
                // The room counts from zero again.
                _attachments -= sent;
                if (_outlets.Count == 0)
                {
                    Context.Parent.Tell(EntityProtocol.Passivate.Instance);
                }

                break;
            case RelayItem.MemberJoined joined:
                PostAbout(joined.Member.User, joined, joined.Quiet);
                break;
            case RelayItem.MemberLeft left:
                if (left.Reason is RoomEffects.Kicked or RoomEffects.Banned)
                {
                    _outlets.LeaveRoom(left.User);
                }

                PostAbout(left.User, left, left.Quiet);
                _outlets.RemoveUser(left.User);
                WhenEmpty();
                break;
            case RelayItem.OwnPresence own:
                PostAbout(own.User, own, quiet: true);
                break;
            case RelayItem.Renamed { Pair: true } renamed:
                _outlets.Post(label => FrameCodec.Encode(new RenamedEvent(renamed.From, renamed.To, renamed.At, label)));
                _outlets.Relabel(renamed.User, "@" + renamed.To);
                break;
            case RelayItem.MemberChanged { To: null } changed:
                PostAbout(changed.User, changed, quiet: false);
                break;
            case RelayItem.MemberChanged { To: { } to } changed:
                PostTo(to.Where(u => u != changed.User), changed);
                PostAbout(changed.User, changed, quiet: true);
                break;
            case RelayItem.Reported reported:
                PostTo(reported.To, reported);
                break;
            case RelayItem.Typing typing:
                _outlets.Post(label => FrameCodec.Encode(new TypingEvent(label, typing.Name, typing.Active)), except: typing.User);
                break;
            default:
                _outlets.Post(label => FrameCodec.Encode(RelayFrames.ToEvent(item, label)));
                break;
        }
    }

    private void PostTo(IEnumerable<UserId> users, RelayItem item)
    {
        foreach (UserId user in users)
        {
            _outlets.PostTo(user, label => FrameCodec.Encode(RelayFrames.ToEvent(item, label)));
        }
    }

    private void PostAbout(UserId user, RelayItem item, bool quiet)
    {
        if (!quiet)
        {
            _outlets.Post(label => FrameCodec.Encode(RelayFrames.ToEvent(item, label)), except: user);
        }

        _outlets.PostTo(user, label => FrameCodec.Encode(RelayFrames.ToEvent(item, label, you: true)));
    }
}
