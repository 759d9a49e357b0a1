using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <content>Moving about: by rows and screens, and to messages that may not be loaded. Nothing becomes read by it.</content>
internal sealed partial class ScrollbackPart
{
    private const int ExcerptPage = 200;
    private const double Half = 0.5;
    private int _jump;
    private bool _isJumping;
    private (string Room, long First) _beyond;

    private void AddMoving()
    {
        ActionMap actions = _presenter.Actions;
        actions.On(GeneralActions.PageUp, () => Up(() => _view.ScrollPage(-1)));
        actions.On(GeneralActions.PageDown, () => _view.ScrollPage(1));
        actions.On(ViewActions.HalfUp, () => Up(() => _view.ScrollPage(-Half)));
        actions.On(ViewActions.HalfDown, () => _view.ScrollPage(Half));
        actions.On(ViewActions.LineUp, () => Up(() => _view.Scroll(-1)));
        actions.On(ViewActions.LineDown, () => _view.Scroll(1));
        actions.On(ViewActions.Oldest, () => Up(_view.ScrollToStart));
        actions.On(GeneralActions.Newest, _view.ScrollToEnd);
        actions.On(ViewActions.FirstUnread, () => GoTo(new MessageSpot.Unread()));
        _presenter.Commands.On<ChatCommand.GoToPlace>(command => GoTo(command.Spot));
        _presenter.ShowMessage = ShowMessage;
    }

    private bool Up(Func<bool> move)
    {
        if (_view.AtTop)
        {
            _reading.Retry();
        }

        return move();
    }

    // The newest line is asked for: what keeps it from being shown gives way.
    private void Return()
    {
        _jump++;
        (_isJumping, _isHeld, _raw) = (false, false, null);
        _view.Chosen = null;
        Returned?.Invoke();
        if (_inExcerpt && _presenter.Current is { } room)
        {
            _inExcerpt = false;
            _presenter.Session.Chat.CloseExcerpt(room);
        }

        ShowNow();
    }

    private bool GoTo(MessageSpot spot)
    {
        if (_presenter.Current is not { } name || Room is not { } room)
        {
            _presenter.Tell("you are in no room yet", isError: true);
            return true;
        }

        switch (spot)
        {
            case MessageSpot.Newest:
                _view.ScrollToEnd();
                break;
            case MessageSpot.Oldest:
                Up(_view.ScrollToStart);
                break;
            case MessageSpot.Unread when (_readLine.Seq ?? room.Read) >= room.Newest:
                _presenter.Tell("nothing is unread here");
                break;
            case MessageSpot.Unread:
                _ = JumpAsync(name, () => Task.FromResult<long?>((_readLine.Seq ?? room.Read) + 1));
                break;
            case MessageSpot.Number number:
                _ = JumpAsync(name, () => Task.FromResult<long?>(number.Seq));
                break;
            case MessageSpot.At at:
                DateTimeOffset moment = at.Moment(_presenter.Time.GetUtcNow(), _presenter.Time.LocalTimeZone);
                _ = JumpAsync(name, () => _presenter.Session.Chat.FindDateAsync(name, moment, _presenter.Stop));
                break;
        }

        return true;
    }

    private void ShowMessage(string room, long seq)
    {
        if (!_presenter.IsCurrent(room))
        {
            _presenter.GoTo(_presenter.State.Rooms.GetValueOrDefault(room)?.Name ?? room);
        }

        _ = JumpAsync(room, () => Task.FromResult<long?>(seq));
    }

    // Only the latest jump lands; until then nothing is followed, so that nothing is marked as read on the way.
    private async Task JumpAsync(string room, Func<Task<long?>> find)
    {
        int jump = ++_jump;
        _isJumping = true;
        try
        {
            long? seq = await find();
            MessagePlace place = seq is { } asked && jump == _jump ? await _presenter.Session.Chat.OpenExcerptAsync(room, asked, ExcerptPage, _presenter.Stop) : MessagePlace.None;
            if (jump == _jump)
            {
                _isJumping = false;
                Land(room, seq, place);
            }
            else if (place == MessagePlace.Excerpt && !(_inExcerpt && _presenter.IsCurrent(room)))
            {
                _presenter.Session.Chat.CloseExcerpt(room);
            }
        }
        catch (ChatException e)
        {
            Miss(jump, CleanText.Line(e.Message));
        }
        catch (OperationCanceledException) when (_presenter.Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private void Land(string room, long? seq, MessagePlace place)
    {
        if (seq is not { } found || place == MessagePlace.None)
        {
            Miss(_jump, seq is null ? "nothing was said since then" : "that message is not there");
            return;
        }

        if (_inExcerpt && place == MessagePlace.Log)
        {
            _presenter.Session.Chat.CloseExcerpt(room);
        }

        (_inExcerpt, _fresh) = (place == MessagePlace.Excerpt, false);
        var key = new TimelineKey.Message(found);
        (_view.Chosen, _lettersAreKeys) = (key, false);
        ShowNow();
        if (Timeline.Find(key) is { } stands)
        {
            // Where the message was removed it is the next one.
            _view.Chosen = Timeline[stands].Key;
            _view.ScrollTo(key);
        }

        _presenter.Changed();
    }

    private void Miss(int jump, string why)
    {
        if (jump == _jump)
        {
            _isJumping = false;
            _presenter.Tell(why, isError: true);
        }
    }

    // Above a full log there is still the excerpt.
    private void GoBeyond(ChatState state, RoomView? room)
    {
        if (_inExcerpt || _isJumping || !_view.AtTop || !state.Connection.IsConnected || room is not { ReachesStart: false, Gap: null, Messages.IsEmpty: false }
            || room.Messages.Count < state.MessagesPerRoom || _beyond == (room.Name, room.Messages[0].Seq))
        {
            return;
        }

        _beyond = (room.Name, room.Messages[0].Seq);
        _ = GoBeyondAsync(room.Name, _beyond.First);
    }

    private async Task GoBeyondAsync(string room, long first)
    {
        int jump = _jump;
        try
        {
            MessagePlace place = await _presenter.Session.Chat.OpenExcerptAsync(room, first - 1, ExcerptPage, _presenter.Stop);
            if (place == MessagePlace.Excerpt && jump == _jump && _view.AtTop)
            {
                _inExcerpt = true;
                _presenter.Changed();
            }
            else if (place == MessagePlace.Excerpt && !_inExcerpt)
            {
                _presenter.Session.Chat.CloseExcerpt(room);
            }
        }
        catch (ChatException e)
        {
            _presenter.Tell(e.Message, isError: true);
        }
        catch (OperationCanceledException) when (_presenter.Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    // An excerpt that has come to lie over the log is left where the log has all that is on the screen, and enough above it.
    private void LeaveExcerpt(RoomView? room)
    {
        if (!_inExcerpt || room is not { Messages.IsEmpty: false } || _view.Items.Count == 0)
        {
            return;
        }

        long[] seen = [.. _view.Items.Select(item => item.Item).OfType<TimelineItem.Said>().Select(said => said.Message.Seq)];
        if (seen.Length > 0 && seen[0] > room.Messages[0].Seq + (2 * _view.Rows) && room.PlaceOf(seen[0]) == MessagePlace.Log && room.PlaceOf(seen[^1]) == MessagePlace.Log)
        {
            _inExcerpt = false;
            _beyond = default;
            _presenter.Session.Chat.CloseExcerpt(room.Name);
        }
    }
}
