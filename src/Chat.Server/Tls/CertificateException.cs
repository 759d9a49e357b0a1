namespace Chat.Server.Tls;

/// <summary>A certificate and its key can't be used. The message is one line for the operator.</summary>
public sealed class CertificateException : Exception
{
    /// <summary>With no more to say.</summary>
    public CertificateException()
    {
    }

    /// <summary>With the line for the operator.</summary>
    public CertificateException(string message)
        : base(message)
    {
    }

    /// <summary>With the line for the operator and the cause.</summary>
    public CertificateException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
