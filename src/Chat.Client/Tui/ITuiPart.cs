using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui;

/// <summary>What is to be shown.</summary>
/// <param name="State">All that is known.</param>
/// <param name="Room">The current room, which need not be known yet; null for none.</param>
/// <param name="IsAnother">True the first time after the room was changed.</param>
/// <param name="Now">The time in the zone in which times are told.</param>
internal sealed record Shown(ChatState State, string? Room, bool IsAnother, DateTimeOffset Now)
{
    /// <summary>The current room, where it is known.</summary>
    public RoomView? View => Room is null ? null : State.Rooms.GetValueOrDefault(Room);
}

/// <summary>A part of the interface: it takes its keys and commands from the <see cref="ChatPresenter"/> when it is made, and shows its piece of the state in its views.</summary>
internal interface ITuiPart
{
    /// <summary>Shows how things stand. On the interface's thread, at most every 50 ms, however much happens.</summary>
    void Refresh(Shown shown)
    {
    }

    /// <summary>A second has passed. On the interface's thread.</summary>
    void Tick(Shown shown)
    {
    }

    /// <summary>Another room is the current one, from this moment on. On the interface's thread.</summary>
    void Enter(string? left, string? entered)
    {
    }

    /// <summary>Something happened. Called for each update in order, on another thread than the interface's: it must be quick and touch no view.</summary>
    void Take(ChatUpdate update)
    {
    }
}
