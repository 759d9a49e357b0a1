namespace Chat.Actors.Moderation;

/// <summary>Who may make rooms.</summary>
public enum RoomCreation
{
    /// <summary>Guests too.</summary>
    Everyone,

    /// <summary>Users with an account.</summary>
    Registered,

    /// <summary>The server's admins.</summary>
    Admins,
}
