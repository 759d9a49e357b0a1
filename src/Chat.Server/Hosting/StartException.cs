namespace Chat.Server.Hosting;

/// <summary>The node can't start here and now. The message is one line for the user.</summary>
public sealed class StartException : Exception
{
    /// <summary>With no more to say.</summary>
    public StartException()
    {
    }

    /// <summary>With the line for the user.</summary>
    public StartException(string message)
        : base(message)
    {
    }

    /// <summary>With the line for the user and the cause.</summary>
    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
