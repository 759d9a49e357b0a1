using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>What a person says of a certificate that is refused.</summary>
internal enum TrustAnswer
{
    /// <summary>It stays refused.</summary>
    No,

    /// <summary>The server may show another one by now.</summary>
    TryAgain,

    /// <summary>It is trusted until the program ends.</summary>
    Once,

    /// <summary>It is pinned, in place of the pinned one where there is one.</summary>
    Always,
}

/// <summary>Lets a person look at a certificate that is refused at the start, and go on where that is what the person wants.</summary>
internal static class TrustGate
{
    /// <summary>Whether a refusal is a person's to change. What was demanded on the command line, or of an authority, is not.</summary>
    /// <param name="reason">The refusal's reason.</param>
    /// <param name="tls">By what the server is trusted.</param>
    public static bool MayAccept(TrustRefusalReason reason, ChatTlsOptions tls) =>
        reason == TrustRefusalReason.Changed || (reason == TrustRefusalReason.NotTrusted && tls.Authorities is null && tls.Fingerprint is null);

    /// <summary>The machine with connections that ask.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="ask">Asks a person; called while nothing is connected.</param>
    public static ClientHost Guard(ClientHost host, Func<TrustDesk, TrustRefusal, CancellationToken, Task<TrustAnswer>> ask) => host with
    {
        Connect = (options, cancellationToken) => AskingAsync(host, options, ask, () => host.Connect(options, cancellationToken), cancellationToken),
        Register = (options, invite, cancellationToken) => AskingAsync(
            host,
            options,
            ask,
            async () =>
            {
                await host.Register(options, invite, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken),
    };

    private static async Task<T> AskingAsync<T>(
        ClientHost host, ChatClientOptions options, Func<TrustDesk, TrustRefusal, CancellationToken, Task<TrustAnswer>> ask, Func<Task<T>> connect, CancellationToken cancellationToken)
    {
        while (true)
        {
            ChatException refused;
            try
            {
                return await connect().ConfigureAwait(false);
            }
            catch (ChatException e) when (e.Refusal is { } found && MayAccept(found.Reason, options.Tls))
            {
                refused = e;
            }

            if (options.Tls.Trust is not TrustDesk desk)
            {
                throw refused;
            }

            TrustRefusal refusal = refused.Refusal!;
            switch (await ask(desk, refusal, cancellationToken).ConfigureAwait(false))
            {
                case TrustAnswer.No:
                    throw refused;
                case (TrustAnswer.Once or TrustAnswer.Always) and var answer when desk.Accept(refusal, answer == TrustAnswer.Always) is { } problem:
                    await host.Error.WriteLineAsync(CleanText.Line(problem)).ConfigureAwait(false);
                    break;
            }
        }
    }
}
