using System.Globalization;
using System.Text;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Chat.Client.Tui.Painting;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <content>One message can be chosen, to see when it was said, to copy it or to see it as it came; own ones that failed or wait can be sent again or taken back.</content>
internal sealed partial class ScrollbackPart
{
    private long? _raw;
    private bool _lettersAreKeys;

    /// <summary>Raised when the newest line is asked for.</summary>
    public event Action? Returned;

    /// <summary>True while a message is chosen.</summary>
    public bool HasChosen => _view.Chosen is not null;

    /// <summary>True while letters are keys: a message was chosen by a key or by finding it. After a click or a jump they are letters.</summary>
    public bool LettersAreKeys => _lettersAreKeys && HasChosen;

    /// <summary>Chooses an entry, where it is a message, and brings it to the screen; null chooses none.</summary>
    /// <param name="key">The entry.</param>
    /// <param name="byKey">True where letters are keys now.</param>
    public void Choose(TimelineKey? key, bool byKey)
    {
        _lettersAreKeys = byKey;
        if (key is TimelineKey.Told)
        {
            return;
        }

        _view.Chosen = key;
        _raw = key is TimelineKey.Message { Seq: var seq } && seq == _raw ? seq : null;
        ShowNow();
        if (key is not null)
        {
            _view.Reveal(key);
        }

        _presenter.Changed();
    }

    private void AddChoosing()
    {
        ActionMap actions = _presenter.Actions;
        actions.On(ViewActions.ChooseUp, () => Step(up: true));
        actions.On(ViewActions.ChooseDown, () => Step(up: false));
        actions.On(ViewActions.Resend, Resend);
        actions.On(ViewActions.Drop, Drop);
        actions.On(ViewActions.Raw, ShowRaw);
        actions.On(ViewActions.Copy, Copy);
        actions.On(GeneralActions.Cancel, Cancel);
    }

    private bool Step(bool up)
    {
        TimelinePlace? at = _view.Chosen is { } key ? Timeline.Find(key) : null;
        TimelinePlace? place = at is { } chosen ? (up ? Timeline.Previous(chosen) : Timeline.Next(chosen))
            : _view.Items.Count == 0 ? null
            : up ? _view.Items[^1].Place : _view.Items[0].Place;
        while (place is { } next && Timeline[next] is not (TimelineItem.Said or TimelineItem.Sending))
        {
            place = up ? Timeline.Previous(next) : Timeline.Next(next);
        }

        if (place is { } found)
        {
            Choose(Timeline[found].Key, byKey: true);
        }
        else if (up)
        {
            Up(() => _view.Scroll(-1));
        }

        return true;
    }

    private bool Cancel()
    {
        if (HasChosen)
        {
            Choose(null, byKey: false);
            return true;
        }

        return _inExcerpt && _view.ScrollToEnd();
    }

    private bool ShowRaw()
    {
        if (!LettersAreKeys || _view.Chosen is not TimelineKey.Message { Seq: var seq })
        {
            return LettersAreKeys;
        }

        _raw = _raw == seq ? null : seq;
        ShowNow();
        _presenter.Changed();
        return true;
    }

    private bool Copy()
    {
        if (!LettersAreKeys || ChosenItem() is not { } item)
        {
            return false;
        }

        string text = RawText.ForClipboard(item is TimelineItem.Sending sending ? sending.Send.Text : ((TimelineItem.Said)item).Message.Text);
        _view.App?.Clipboard?.TrySetClipboardData(text);
        // The terminal's own clipboard, which is where the person sits, also over ssh.
        _view.App?.Driver?.WriteRaw($"\u001b]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a");
        Choose(null, byKey: false);
        _presenter.Tell("copied, if the terminal lets programs write to its clipboard");
        return true;
    }

    private TimelineItem? ChosenItem() => _view.Chosen is { } key && Timeline.Find(key) is { } place && Timeline[place] is var item and (TimelineItem.Said or TimelineItem.Sending) ? item : null;

    private bool Resend()
    {
        if (Send(send => send.Status == SendStatus.Failed) is { } failed)
        {
            _view.ScrollToEnd();
            _ = ResendAsync(failed.Key);
        }
        else
        {
            _presenter.Tell("no message here has failed");
        }

        return true;
    }

    private async Task ResendAsync(string key)
    {
        try
        {
            await _presenter.Session.Chat.ResendAsync(key, _presenter.Stop);
        }
        catch (ChatException e) when (e.Code is SdkErrorCodes.NoSuchSend or SdkErrorCodes.QueueFull or SdkErrorCodes.Closed)
        {
            _presenter.Tell($"not sent: {e.Message}", isError: true);
        }
        catch (ChatException)
        {
            // The message itself says so.
        }
        catch (OperationCanceledException) when (_presenter.Stop.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private bool Drop()
    {
        OwnSend? send = Send(send => send.Status != SendStatus.Acknowledged);
        if (send is null)
        {
            _presenter.Tell("no message here waits or has failed");
        }
        else if (send.Status == SendStatus.Failed ? !_presenter.Session.Chat.Dismiss(send.Key) : !_presenter.Session.Chat.Withdraw(send.Key))
        {
            _presenter.Tell("that message has left already", isError: true);
        }
        else if (_view.Chosen is TimelineKey.Send { Key: var chosen } && chosen == send.Key)
        {
            Choose(null, byKey: false);
        }

        _presenter.Changed();
        return true;
    }

    // The chosen one, else the last one that will do.
    private OwnSend? Send(Predicate<OwnSend> isIt)
    {
        IEnumerable<OwnSend> sends = _presenter.Current is { } room ? _presenter.State.SendsIn(room).Where(send => isIt(send)) : [];
        return _view.Chosen is TimelineKey.Send { Key: var key } ? sends.FirstOrDefault(send => send.Key == key) : sends.LastOrDefault();
    }

    private IReadOnlyList<Span>? Bar(bool atBottom)
    {
        if (ChosenItem() is { } item)
        {
            return _view.Fitting(
                [new Span($" {Describe(item, isShort: false)}  ", Ink.Popup), new Span(Keys(item, isShort: false), Ink.PopupHint)],
                [new Span($" {Describe(item, isShort: true)}  ", Ink.Popup), new Span(Keys(item, isShort: true), Ink.PopupHint)]);
        }

        if (_inExcerpt)
        {
            return [new Span($" older messages; {KeyOf(GeneralActions.Newest)}: the newest", Ink.Popup)];
        }

        if (atBottom)
        {
            return null;
        }

        long below = Math.Min(Room?.Unread ?? 0, _view.MessagesBelow);
        string what = below switch
        {
            0 => "to the newest message",
            1 => "1 new message below",
            _ => string.Create(CultureInfo.InvariantCulture, $"{below:#,0} new messages below"),
        };
        return [new Span($" ↓ {what}: {KeyOf(GeneralActions.Newest)}", Ink.Popup)];
    }

    private string Describe(TimelineItem item, bool isShort)
    {
        (string who, DateTimeOffset at, string number) = item is TimelineItem.Sending sending
            ? (sending.Self, sending.Send.QueuedAt, sending.State)
            : ((TimelineItem.Said)item).Message is var message ? (message.From, message.At, string.Create(CultureInfo.InvariantCulture, $"#{message.Seq}")) : default;
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, _presenter.Time.LocalTimeZone);
        return isShort
            ? $"{local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {number}"
            : $"{CleanText.Line(who)}, {local.ToString("ddd yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}, {number}";
    }

    private string Keys(TimelineItem item, bool isShort)
    {
        string done = isShort ? KeyOf(GeneralActions.Cancel) : $"{KeyOf(GeneralActions.Cancel)} done";
        string copy = $"{KeyOf(ViewActions.Copy)} copy";
        string raw = $"{KeyOf(ViewActions.Raw)} {(isShort ? "raw" : "as it came")}";
        return !LettersAreKeys ? done : item is TimelineItem.Said ? $"{copy}, {raw}, {done}" : $"{copy}, {done}";
    }
}
