using System.IO.Pipes;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>
/// Connects to oneself with a certificate before anyone else does. OpenSSL takes keys and signatures which it refuses to use later, when a client is there:
/// short ones, SHA-1, curves that TLS does not know.
/// </summary>
internal static class TrialHandshake
{
    /// <summary>Why no client could connect with this certificate; null where one can. Takes some milliseconds, and blocks for them.</summary>
    public static string? Problem(ServedCertificate certificate)
    {
        using var toServer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var fromClient = new AnonymousPipeClientStream(PipeDirection.In, toServer.ClientSafePipeHandle);
        using var toClient = new AnonymousPipeServerStream(PipeDirection.Out);
        using var fromServer = new AnonymousPipeClientStream(PipeDirection.In, toClient.ClientSafePipeHandle);
        using var server = new SslStream(new TwoWay(fromClient, toClient));
        using var client = new SslStream(new TwoWay(fromServer, toServer));
        string? problem = null;

        // Neither waits for ever: who fails closes what the other reads from. Who is done leaves it open, since the other may have more to say.
        var serving = new Thread(() => problem = Try(server, stream => stream.AuthenticateAsServer(certificate.Handshake.ForTrial)));
        serving.Start();
        string? seen = Try(client, stream => stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",

            // Whoever vouches for it does not matter here, and nobody is asked over the network.
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Equals(certificate.Leaf) == true,
        }));
        serving.Join();
        return problem ?? seen;
    }

    private static string? Try(SslStream stream, Action<SslStream> handshake)
    {
        try
        {
            handshake(stream);
            return null;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            stream.Dispose();
            return e.GetBaseException().Message;
        }
    }

    /// <summary>Two one-way streams as one.</summary>
    private sealed class TwoWay(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);

        public override void Flush() => output.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            input.Dispose();
            output.Dispose();
            base.Dispose(disposing);
        }
    }
}
