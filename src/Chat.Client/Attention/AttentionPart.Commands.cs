using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <content>What is typed and keyed.</content>
internal sealed partial class AttentionPart
{
    private const int MaxWords = 100;

    private void TakeCommands()
    {
        _presenter.Commands.On<ChatCommand.Notify>(Notify);
        _presenter.Commands.On<ChatCommand.MuteRoom>(mute => Notify(new ChatCommand.Notify(mute.Room, NotifyLevel.None)));
        _presenter.Commands.On<ChatCommand.UnmuteRoom>(unmute => InRoom(unmute.Room, room => Say(room, _levels.Unmute(room))));
        _presenter.Commands.On<ChatCommand.DoNotDisturb>(command => Quiet(command.Wish));
        _presenter.Commands.On<ChatCommand.Highlight>(Highlight);
        _presenter.Actions.On(AttentionActions.Mute, SwitchMute);
        _presenter.Actions.On(AttentionActions.DoNotDisturb, () => Quiet(new QuietWish.Switch()));
    }

    private bool SwitchMute()
    {
        if (_presenter.Current is { } room)
        {
            _presenter.Lines.Run(Of(room).IsMuted ? new ChatCommand.UnmuteRoom(null) : new ChatCommand.MuteRoom(null));
        }

        return true;
    }

    private void Notify(ChatCommand.Notify command) => InRoom(command.Room, room =>
    {
        if (command.Level is { } level)
        {
            _levels.Set(room, level);
        }

        Say(room, _levels.Of(room));
    });

    // Of a room that one is not in nothing is heard: its name is more likely a slip.
    private void InRoom(string? named, Action<string> act)
    {
        if ((named ?? _presenter.Current) is not { } room)
        {
            _presenter.Tell("you are in no room; /join one, or see /rooms", isError: true);
        }
        else if (_presenter.State.Rooms.TryGetValue(room, out RoomView? known))
        {
            act(known.Name);
        }
        else if (RoomNames.IsPrivate(room) || _presenter.IsCurrent(room))
        {
            act(room);
        }
        else
        {
            _presenter.Tell($"you are not in {CleanText.Line(room)}", isError: true);
        }
    }

    private void Say(string room, NotifyLevel level)
    {
        string what = level switch
        {
            NotifyLevel.All => "every message calls you",
            NotifyLevel.Mentions => "messages that mention you call you",
            _ => "nothing calls you (muted)",
        };
        _presenter.Tell($"{room}: {what}");
        Renew();
    }

    private bool Quiet(QuietWish wish)
    {
        _quiet.Set(wish, _presenter.Time.GetLocalNow());
        _presenter.Tell(DoNotDisturb is { } dnd ? $"Do not disturb: {dnd}" : "Do not disturb is off");
        Renew();
        return true;
    }

    private void Highlight(ChatCommand.Highlight command)
    {
        IReadOnlyList<string> words = _presenter.Settings.Get(AttentionSettings.Words);
        if (command.Word is not { } word)
        {
            _presenter.Tell(words.Count == 0 ? "No word calls you but your name; /highlight add <word> adds one" : "Words that call you", [.. words.Select(each => CleanText.Line(each))]);
            return;
        }

        string shown = CleanText.Line(word);
        bool has = words.Contains(word, StringComparer.OrdinalIgnoreCase);
        if (has == command.Add)
        {
            _presenter.Tell(has ? $"\"{shown}\" calls you already" : $"\"{shown}\" is none of your words; /highlight list shows them", isError: true);
        }
        else if (command.Add && words.Count >= MaxWords)
        {
            _presenter.Tell($"{MaxWords} words are the most; /highlight remove <word> makes room", isError: true);
        }
        else
        {
            _presenter.Settings.Set(AttentionSettings.Words, command.Add ? [.. words, word] : [.. words.Where(each => !each.Equals(word, StringComparison.OrdinalIgnoreCase))]);
            _presenter.Tell(command.Add ? $"\"{shown}\" calls you from now on" : $"\"{shown}\" does not call you any more");
        }
    }

    private void Renew()
    {
        _titledAt = default;
        _presenter.Changed();
    }
}
