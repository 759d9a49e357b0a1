using Chat.Client.Commands;

namespace Chat.Client.Tui;

/// <summary>What the commands that are for the screen do: each part of the interface says it for its own.</summary>
internal sealed class ScreenCommands
{
    private readonly Dictionary<Type, Action<ChatCommand>> _doers = [];

    /// <summary>Says what a command does: one for the screen only, or one that the screen does in a way of its own.</summary>
    public void On<T>(Action<T> run)
        where T : ChatCommand => _doers[typeof(T)] = command => run((T)command);

    /// <summary>Does it; false where it is no command for the screen.</summary>
    public bool TryRun(ChatCommand command)
    {
        if (!_doers.TryGetValue(command.GetType(), out Action<ChatCommand>? run))
        {
            return false;
        }

        run(command);
        return true;
    }
}
