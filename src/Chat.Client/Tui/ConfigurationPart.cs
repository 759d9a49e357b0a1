using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Client.Text;
using Chat.Client.Tui.Actions;
using Terminal.Gui.Input;

namespace Chat.Client.Tui;

/// <summary>The settings file on the screen: its keys are in force, what is wrong in it is told, and keys are bound by command.</summary>
internal sealed class ConfigurationPart : ITuiPart
{
    private const string DefaultKeys = "default";
    private readonly ChatPresenter _presenter;
    private readonly ClientConfiguration _configuration;
    private bool _told;

    /// <summary>Takes the keys of the settings.</summary>
    public ConfigurationPart(ChatPresenter presenter)
    {
        (_presenter, _configuration) = (presenter, presenter.Configuration);
        presenter.Actions.Apply(_configuration.Keys);
        _configuration.KeysChanged += () => presenter.Actions.Apply(_configuration.Keys);
        _configuration.NotKept += problem => presenter.Tell($"For this run only: {problem}", isError: true);
        presenter.Commands.On<ChatCommand.Keys>(_ => presenter.ShowPage("Keys; /bind ACTION KEYS changes them", KeyHelp.Names(presenter.Actions)));
        presenter.Commands.On<ChatCommand.Bind>(bind => Bind(bind.Action, bind.Written));
        presenter.Commands.On<ChatCommand.Unbind>(unbind => Bind(unbind.Action, BoundKeys.NoKey));
    }

    /// <inheritdoc/>
    public void Refresh(Shown shown)
    {
        if (!_told)
        {
            _told = true;
            if (_configuration.Problems.Count > 0)
            {
                _presenter.Tell("The settings file is not all right; the rest of it counts", [.. _configuration.Problems.Select(CleanText.Line)], isError: true);
            }
        }
    }

    private void Bind(string name, string? keys)
    {
        if (BoundKeys.Find(name) is not { } action)
        {
            _presenter.Tell(BoundKeys.Unknown(name), isError: true);
        }
        else if (keys is null)
        {
            _presenter.Tell($"{action.Name} ({action.Help}): {BoundKeys.Write(_presenter.Actions.KeysOf(action))}");
        }
        else if (keys.Equals(DefaultKeys, StringComparison.OrdinalIgnoreCase))
        {
            _ = BindAsync(action, [.. ActionMap.DefaultsOf(action)], null);
        }
        else if (BoundKeys.TryParse(keys, action, out IReadOnlyList<Key> read, out string? problem))
        {
            _ = BindAsync(action, read, BoundKeys.Write(read));
        }
        else
        {
            _presenter.Tell(problem!, isError: true);
        }
    }

    private async Task BindAsync(UiAction action, IReadOnlyList<Key> keys, string? written)
    {
        List<UiAction> losers = [.. keys.Select(_presenter.Actions.ActionOf).OfType<UiAction>().Where(other => other != action).Distinct()];
        _presenter.Actions.Bind(action, keys);
        string? problem = await _configuration.BindAsync(action, written);
        List<string> details = [.. losers.Select(other => $"{other.Name} ({other.Help}) has {BoundKeys.Write(_presenter.Actions.KeysOf(other))} now")];
        if (problem is not null)
        {
            details.Add($"For this run only: {CleanText.Line(problem)}");
        }

        _presenter.Tell($"{action.Name} ({action.Help}): {BoundKeys.Write(_presenter.Actions.KeysOf(action))}", details);
    }
}
