using Chat.Server.Tests.EndToEnd.Support;
using Chat.Server.Tls;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.Tls;

/// <summary>The certificate is exchanged while people talk.</summary>
public sealed class ReloadSpecs
{
    private const int Exchanges = 5;
    private const int People = 40;

    [Fact]
    public async Task Should_drop_nobody_and_lose_nothing_while_the_certificate_is_exchanged()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier.Tls);
        var certificate = node.Services.GetRequiredService<NodeCertificate>();
        WireClient[] people = await Task.WhenAll(Enumerable.Range(0, People).Select(n => node.EnterAsync($"user{n}")));
        using var enough = new CancellationTokenSource();
        Task<int>[] talking = [.. people.Select(person => TalkAsync(person, enough.Token))];
        var shown = new HashSet<string> { certificate.Current.Fingerprint };

        for (int i = 0; i < Exchanges; i++)
        {
            TestCertificate next = TestCertificate.Ecdsa($"exchange{i}");
            await File.WriteAllTextAsync(certificate.Files.Certificate, next.Certificate);
            await File.WriteAllTextAsync(certificate.Files.Key, next.Key);
            Assert.Null(certificate.Reload());
            string? seen = null;
            using WireClient newcomer = await WireClient.ConnectAsync(
                node.Endpoint, tls: AnyCertificate.Options(seen: found => seen = CertificateFingerprint.Of(found)));
            await newcomer.EnterAsync($"new{i}");
            Assert.Equal(certificate.Current.Fingerprint, seen);
            Assert.True(shown.Add(seen!), "it is the one before");
            await newcomer.SayAsync("lobby", "I am new.");
        }

        await enough.CancelAsync();
        int said = (await Task.WhenAll(talking)).Sum() + Exchanges;
        Assert.True(said > People, "hardly anything was said meanwhile");
        foreach (WireClient person in people)
        {
            if (!person.Received.Exists(frame => frame.Type == "message" && frame.Seq == said))
            {
                await person.NextAsync(frame => frame.Type == "message" && frame.Seq == said, $"message {said}");
            }

            Assert.Equal(Enumerable.Range(1, said), person.Received.Where(frame => frame.Type == "message").Select(frame => (int)frame.Seq));
            Assert.DoesNotContain(person.Received, frame => frame.Type is "bye" or "error" or "gap");
        }
    }

    /// <returns>How many were acknowledged, which is how many were sent.</returns>
    private static async Task<int> TalkAsync(WireClient person, CancellationToken enough)
    {
        int said = 0;
        do
        {
            await person.SayAsync("lobby", $"{said}");
            said++;

            // What came is looked at in the end: else each answer would be looked for among all that was said, and on a busy machine that is much.
            person.TakeKept(_ => true);
        }
        while (!enough.IsCancellationRequested);
        return said;
    }
}
