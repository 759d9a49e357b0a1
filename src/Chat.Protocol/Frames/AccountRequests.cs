namespace Chat.Protocol.Frames;

/// <summary>Makes an account: claims a name before hello, or after it the guest's own.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="User">The name.</param>
/// <param name="Password">The password that it is to have.</param>
/// <param name="Invite">The invite's code, on a server that wants one.</param>
public sealed record RegisterRequest(long Id, string User, string Password, string? Invite = null) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Register;

    /// <summary>Prints the frame without its secrets.</summary>
    public override string ToString() => $"register {{ Id = {Id}, User = {User} }}";
}

/// <summary>Changes the user's password, which ends the user's other sessions.</summary>
public sealed record PasswordRequest(long Id, string Old, string New) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Password;

    /// <summary>Prints the frame without its secrets.</summary>
    public override string ToString() => $"password {{ Id = {Id} }}";
}

/// <summary>Lists the user's sessions.</summary>
public sealed record SessionsRequest(long Id) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Sessions;
}

/// <summary>Ends one of the user's sessions, or all but the own.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Session">A session's id as <see cref="SessionsOk"/> tells it, or <see cref="Others"/>.</param>
public sealed record RevokeRequest(long Id, string Session) : Request(Id)
{
    /// <summary>In place of an id: every session of the user's but the one that asks.</summary>
    public const string Others = "others";

    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Revoke;
}

/// <summary>Deletes the user's account. Nobody can have the name again.</summary>
public sealed record UnregisterRequest(long Id, string Password) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Unregister;

    /// <summary>Prints the frame without its secrets.</summary>
    public override string ToString() => $"unregister {{ Id = {Id} }}";
}

/// <summary>Answer to sessions, the one used last first.</summary>
public sealed record SessionsOk(IReadOnlyList<SessionEntry> Sessions) : OkReply;

/// <summary>One of the user's sessions.</summary>
/// <param name="Session">Its id: no secret, good only for <see cref="RevokeRequest"/>.</param>
/// <param name="Client">The client program, as it calls itself; absent where it does not.</param>
/// <param name="CreatedAt">When it began, UTC.</param>
/// <param name="SeenAt">When it was used last, to the hour, UTC.</param>
/// <param name="Expires">When it ends unless it is used before, UTC.</param>
/// <param name="Current">True for the one that asks.</param>
/// <param name="Online">True where it is connected.</param>
public sealed record SessionEntry(
    string Session, string? Client, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset Expires, bool Current, bool Online);
