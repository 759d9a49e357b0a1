namespace Chat.Server.Control;

/// <summary>Does what <c>user</c> commands ask for: in this process, or in the node that runs.</summary>
internal interface IUserAdmin
{
    /// <summary>Carries a command out. Refusals are answers.</summary>
    /// <exception cref="Hosting.StartException">There is nobody to do it; the message is one line for the operator.</exception>
    Task<UserAnswer> RunAsync(UserCommand command, CancellationToken cancel);
}
