using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Knows where the user had read up to when the room was entered, or when the connection came back to it.</summary>
internal sealed class ReadLine
{
    private bool _isKnown;
    private bool _wasConnected;

    /// <summary>The last message that was read then; null where all was.</summary>
    public long? Seq { get; private set; }

    /// <summary>Another room is entered.</summary>
    public void Enter() => (_isKnown, Seq) = (false, null);

    /// <summary>Looks at how things stand.</summary>
    public void Follow(ConnectionState connection, RoomView? room)
    {
        _isKnown &= _wasConnected || !connection.IsConnected;
        _wasConnected = connection.IsConnected;
        if (_isKnown || room is null || !connection.IsConnected)
        {
            return;
        }

        (_isKnown, Seq) = (true, room.Unread > 0 ? room.Read : Seq);
    }
}
