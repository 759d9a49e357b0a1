using Chat.Client.Attention;
using Chat.Client.Settings;
using Chat.Sdk.State;
using Xunit;

namespace Chat.Client.Tests.Attention;

public sealed class AutoAwaySpecs
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private readonly FakeChat _chat = new();
    private readonly ClientSettings _settings = new();
    private readonly AutoAway _away;

    public AutoAwaySpecs()
    {
        _settings.Set(AttentionSettings.AwayAfter, 5);
        _settings.Set(AttentionSettings.AwayText, "not here");
        _away = new AutoAway(_chat, _settings, CancellationToken.None);
        _away.Touch(Start);
        _chat.Connection(new ConnectionState.Live());
    }

    [Fact]
    public void Should_tell_it_anew_when_the_connection_was_lost_with_it()
    {
        ChatState live = _chat.State;
        _away.Tick(live, Start.AddMinutes(5));
        Assert.Equal("not here", _chat.State.Away);
        _away.Tick(live with { Connection = new ConnectionState.Connecting() }, Start.AddMinutes(6));
        _away.Tick(live, Start.AddMinutes(7));
        Assert.Equal(["away not here", "away not here"], _chat.Requests);
    }

    [Fact]
    public void Should_leave_one_present_who_was_made_so_elsewhere()
    {
        ChatState present = _chat.State;
        _away.Tick(present, Start.AddMinutes(5));
        _away.Tick(present, Start.AddMinutes(6));
        Assert.Single(_chat.Requests);
    }

    [Fact]
    public void Should_not_be_away_by_default()
    {
        var away = new AutoAway(_chat, new ClientSettings(), CancellationToken.None);
        away.Touch(Start);
        away.Tick(_chat.State, Start.AddDays(1));
        Assert.Empty(_chat.Requests);
    }

    [Fact]
    public void Should_leave_an_away_of_another_device()
    {
        _away.Tick(_chat.State, Start.AddMinutes(5));
        _ = _chat.SetAwayAsync("on the train");
        _away.Touch(Start.AddMinutes(6));
        Assert.Equal("on the train", _chat.State.Away);
    }
}
