using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Chat.Sdk.Trust;

namespace Chat.Sdk.Connection;

/// <summary>Makes connections: over TCP, and with a server that is trusted over TLS. Not a byte of the protocol goes out before that is settled.</summary>
internal static class LinkOpener
{
    /// <summary>Connects.</summary>
    /// <param name="options">Where to, and what to trust.</param>
    /// <param name="mayAsk">Whether a person may be asked about a certificate: at the first connection only, never in the middle of a conversation.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ChatException">The server could not be reached, or is not trusted.</exception>
    public static async Task<FrameLink> OpenAsync(ChatClientOptions options, bool mayAsk, CancellationToken cancellationToken)
    {
        string server = ChatUri.HostAndPort(options.Server);
        if (!ChatUri.IsEncrypted(options.Server))
        {
            return (await WithinAsync(options, (stream, _) => Task.FromResult<FrameLink?>(new FrameLink(stream, LinkSecurity.Plain, options.Time)), cancellationToken).ConfigureAwait(false))!;
        }

        ICertificateTrust? trust = options.Tls.Trust;
        CertificatePin? pin = trust is null ? null : await trust.FindAsync(server, cancellationToken).ConfigureAwait(false);
        var policy = new TrustPolicy(options.Tls.Fingerprint, pin, options.Tls.Authorities is not null, mayAsk && trust is not null);
        var check = new CertificateCheck(server, policy);
        if (await ShakeAsync(options, check, cancellationToken).ConfigureAwait(false) is { } link)
        {
            return link;
        }

        // The connection is closed while the person thinks; the next one must show the very certificate that was decided on.
        CertificateReport shown = check.Shown!;
        if (!await trust!.AskAsync(shown, cancellationToken).ConfigureAwait(false))
        {
            throw Refused(new TrustRefusal(TrustRefusalReason.NotTrusted, shown), trust);
        }

        check = new CertificateCheck(server, policy with { Pin = new CertificatePin(shown.Fingerprint, IsStrict: false) });
        return (await ShakeAsync(options, check, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Shakes hands. Null where a person is to be asked about the certificate.</summary>
    private static Task<FrameLink?> ShakeAsync(ChatClientOptions options, CertificateCheck check, CancellationToken cancellationToken) => WithinAsync(
        options,
        async (stream, patience) =>
        {
            var tls = new SslStream(stream, leaveInnerStreamOpen: false);
            try
            {
                await tls.AuthenticateAsClientAsync(Authentication(options, check), patience).ConfigureAwait(false);
                return new FrameLink(tls, Security(tls, check), options.Time);
            }
            catch (Exception e) when (check.Decision is TrustDecision.Ask or TrustDecision.Refuse)
            {
                await tls.DisposeAsync().ConfigureAwait(false);
                return check.Decision is TrustDecision.Refuse refuse ? throw Refused(refuse.Refusal, options.Tls.Trust, e) : null;
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                throw new ChatException(
                    SdkErrorCodes.Unreachable,
                    $"No TLS with {ChatUri.HostAndPort(options.Server)}: {e.Message} Does the server speak TLS at this port? A server's port for plain text does not.",
                    e);
            }
        },
        cancellationToken);

    private static SslClientAuthenticationOptions Authentication(ChatClientOptions options, CertificateCheck check) => new()
    {
        TargetHost = options.Server.IdnHost,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = CertificateCheck.ChainPolicy(options.Tls.Authorities),
        RemoteCertificateValidationCallback = check.Validate,
        AllowRenegotiation = false,
    };

    private static LinkSecurity Security(SslStream tls, CertificateCheck check) => new(
        tls.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2",
        check.Decision is TrustDecision.Accept accepted ? accepted.Basis : throw new AuthenticationException("The server has shown no certificate."),
        check.Shown);

    private static ChatException Refused(TrustRefusal refusal, ICertificateTrust? trust, Exception? inner = null)
    {
        string message = trust?.Advise(refusal) is { } advice ? $"{refusal.Explain()}\n{advice}" : refusal.Explain();
        return new ChatException(SdkErrorCodes.Untrusted, message, inner) { Refusal = refusal };
    }

    /// <summary>Connects and shakes hands within the time that connecting may take. What fails is closed.</summary>
    private static async Task<FrameLink?> WithinAsync(
        ChatClientOptions options, Func<NetworkStream, CancellationToken, Task<FrameLink?>> shake, CancellationToken cancellationToken)
    {
        string shown = $"{options.Server.Host}:{ChatUri.Port(options.Server)}";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        bool isOpen = false;
        try
        {
            await socket.ConnectAsync(options.Server.IdnHost, ChatUri.Port(options.Server), either.Token).ConfigureAwait(false);
            FrameLink? shaken = await shake(new NetworkStream(socket, ownsSocket: true), either.Token).ConfigureAwait(false);
            isOpen = shaken is not null;
            return shaken;
        }
        catch (SocketException e)
        {
            throw new ChatException(SdkErrorCodes.Unreachable, ConnectFailure.Of(e.SocketErrorCode, shown, e.Message), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            double seconds = options.ConnectTimeout.TotalSeconds;
            throw new ChatException(
                SdkErrorCodes.Unreachable,
                socket.Connected
                    ? $"{shown} takes connections, but did not finish the TLS handshake in {seconds:0} s: does it speak TLS at this port?"
                    : $"No answer from {shown} in {seconds:0} s: is the host up, and does a firewall let the port through?",
                e);
        }
        finally
        {
            if (!isOpen)
            {
                socket.Dispose();
            }
        }
    }
}
