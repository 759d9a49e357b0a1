using System.Collections.Concurrent;
using System.Globalization;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Tui;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Attention;

/// <summary>Counts what calls the user, tells it by bell, notification and title, and knows when the user is gone.</summary>
internal sealed partial class AttentionPart : ITuiPart, IRoomAttention
{
    private const int MaxRenames = 1000;
    // Without word of the terminal's focus, one is taken to look for so long after the last key.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTitles = TimeSpan.FromSeconds(1);
    private readonly ChatPresenter _presenter;
    private readonly NotifyLevels _levels;
    private readonly QuietTime _quiet;
    private readonly Teller _teller;
    private readonly AutoAway _away;
    private readonly Lock _counting = new();
    private readonly MentionCounts _counts;
    private readonly ConcurrentDictionary<string, int> _mentions = new(RoomNames.Users);
    private readonly CallBox _calls = new();
    private readonly ConcurrentQueue<RenamedEvent> _renamed = new();
    private DateTimeOffset _titledAt;
    private DateTimeOffset _touchedAt;

    /// <summary>Takes its keys and commands.</summary>
    public AttentionPart(ChatPresenter presenter)
    {
        _presenter = presenter;
        _levels = new NotifyLevels(presenter.Settings, presenter.Kept);
        _quiet = new QuietTime(presenter.Kept);
        _teller = new Teller(presenter.Signals, presenter.Settings, _levels);
        _away = new AutoAway(presenter.Session.Chat, presenter.Settings, presenter.Stop);
        _counts = new MentionCounts(presenter.State, presenter.Settings.Get(AttentionSettings.Words));
        Publish(null);
        presenter.Attention = this;
        _touchedAt = presenter.Time.GetLocalNow();
        presenter.Touched += Touch;
        presenter.SelfNotes.Add(() => DoNotDisturb);
        presenter.Settings.Changed += Follow;
        TakeCommands();
    }

    /// <inheritdoc/>
    public string? DoNotDisturb => _quiet.Describe(_presenter.Time.GetLocalNow());

    /// <inheritdoc/>
    public RoomAttention Of(string room) => new(_mentions.GetValueOrDefault(room), _levels.Of(room));

    /// <inheritdoc/>
    public void Take(ChatUpdate update)
    {
        lock (_counting)
        {
            string? room = _counts.Take(update);
            if (room is null or { Length: > 0 })
            {
                Publish(room);
            }

            switch (update)
            {
                case ChatUpdate.EventReceived { Event: MessageEvent message }:
                    Call(message.Room, message.Seq, message.From, message.Text);
                    break;
                case ChatUpdate.HistoryMerged { FilledGap: true } merged:
                    foreach (MessageInfo message in merged.Messages)
                    {
                        Call(merged.Room, message.Seq, message.From, message.Text);
                    }

                    break;
                case ChatUpdate.EventReceived { Event: RenamedEvent { Room: not null } renamed } when _renamed.Count < MaxRenames:
                    _renamed.Enqueue(renamed);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        while (_renamed.TryDequeue(out RenamedEvent? renamed))
        {
            if (RoomNames.IsPrivate(renamed.Room!))
            {
                _levels.Rename(RoomNames.PrivateWith(renamed.User), RoomNames.PrivateWith(renamed.To));
            }
        }

        Tell(shown);
    }

    /// <inheritdoc/>
    public void Tick(Shown shown)
    {
        _away.Tick(shown.State, shown.Now);
        Tell(shown);
    }

    /// <inheritdoc/>
    public void Enter(string? left, string? entered) => _titledAt = default;

    private void Touch()
    {
        _touchedAt = _presenter.Time.GetLocalNow();
        _away.Touch(_touchedAt);
    }

    private void Tell(Shown shown)
    {
        bool isLooking = _presenter.Window.Chat.AtBottom && (_presenter.Signals.HasFocus ?? shown.Now - _touchedAt < Look);
        _teller.Turn(_calls.Take(), shown.State, shown.Room, isLooking, _quiet.Lasts(shown.Now), shown.Now);
        if (shown.Now - _titledAt >= BetweenTitles)
        {
            _titledAt = shown.Now;
            _presenter.Signals.ShowTitle(_presenter.Settings.Get(AttentionSettings.Title) ? Title(shown.State, shown.Room) : null);
        }
    }

    private string Title(ChatState state, string? room)
    {
        long calls = state.Rooms.Values.Sum(CallsOf);
        string count = calls == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"({calls}) ");
        return $"{count}AkkaChat{(room is null ? string.Empty : $" – {CleanText.Line(room)}")}";
    }

    private long CallsOf(RoomView room) => Of(room.Name) switch
    {
        { Level: NotifyLevel.None } => 0,
        { Level: NotifyLevel.All } when !room.IsPrivate => room.Unread,
        var attention => attention.Mentions,
    };

    private void Call(string room, long seq, string from, string text)
    {
        if (_counts.Rule.IsOfOther(from))
        {
            _calls.Put(room, new SaidLast(seq, from, text), _counts.Rule.Calls(room, from, text));
        }
    }

    private void Publish(string? room)
    {
        if (room is not null)
        {
            _mentions[room] = _counts.Of(room);
            return;
        }

        _mentions.Clear();
        foreach ((string name, int count) in _counts.All)
        {
            _mentions[name] = count;
        }
    }

    // Counting all anew takes a while in a long room: not on the interface's thread.
    private void Follow(Setting setting)
    {
        if (setting == AttentionSettings.Words)
        {
            IReadOnlyList<string> words = _presenter.Settings.Get(AttentionSettings.Words);
            _ = Task.Run(() => CountBy(words));
        }

        _titledAt = default;
        _presenter.Changed();
    }

    private void CountBy(IReadOnlyList<string> words)
    {
        lock (_counting)
        {
            _counts.UseWords(words);
            Publish(null);
        }

        _presenter.Changed();
    }
}
