namespace Chat.Server.Tls;

/// <summary>
/// Looks whether the certificate's files have changed, and what is wrong with the one in use. It reads them: that sees a file that was replaced, a link that
/// points elsewhere and a disk of another machine alike, and they are small.
/// </summary>
internal sealed class CertificateWatch(NodeCertificate certificate, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Reminder = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        ServedCertificate? reminded = null;
        DateTimeOffset next = default;
        try
        {
            do
            {
                certificate.Look();
                if (time.GetUtcNow() >= next || certificate.Current != reminded)
                {
                    certificate.WarnOfDoubts();
                    (reminded, next) = (certificate.Current, time.GetUtcNow() + Reminder);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }
}
