using Chat.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Chat.Server.Tls;

/// <summary>Gives a node its certificate.</summary>
internal static class TlsExtensions
{
    /// <summary>Adds what encrypted listeners need, where there are any.</summary>
    public static IServiceCollection AddTls(this IServiceCollection services, ChatSettings settings)
    {
        if (settings.UsesTls)
        {
            services.AddSingleton(provider => NodeCertificate.Open(
                settings, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<NodeCertificate>>()));
            services.AddSingleton<TlsEdge>();
            services.AddHostedService<CertificateWatch>();
        }

        return services;
    }

    /// <summary>Makes the web server speak HTTPS there, with the node's certificate of the moment.</summary>
    public static void UseNodeCertificate(this ListenOptions listen, TimeSpan handshakeTimeout)
    {
        var certificate = listen.ApplicationServices.GetRequiredService<NodeCertificate>();
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = handshakeTimeout,
            OnConnection = context => ValueTask.FromResult(certificate.Current.Handshake.ForHttp(context.ClientHelloInfo)),
        });
    }
}
