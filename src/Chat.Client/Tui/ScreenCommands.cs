using Chat.Client.Commands;

namespace Chat.Client.Tui;

/// <summary>What the commands that are for the screen do: each part of the interface says it for its own.</summary>
internal sealed class ScreenCommands
{
    private readonly Dictionary<Type, Action<ChatCommand.OnScreen>> _doers = [];

    /// <summary>Says what a command does.</summary>
    public void On<T>(Action<T> run)
        where T : ChatCommand.OnScreen => _doers[typeof(T)] = command => run((T)command);

    /// <summary>Does it.</summary>
    public void Run(ChatCommand.OnScreen command) => _doers[command.GetType()](command);
}
