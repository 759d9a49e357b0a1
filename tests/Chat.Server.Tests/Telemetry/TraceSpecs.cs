using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Chat.Actors.Telemetry;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.Telemetry;

public sealed class TraceSpecs
{
    private const string Secret = "nobody-may-read-this";

    [Fact]
    public async Task Should_follow_a_send_from_the_edge_to_the_sockets_in_one_trace_without_its_text()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SendTrace.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = (await node.ConnectByWebAsync()).Wire;
        await bob.EnterAsync("bob");

        await alice.SayAsync("lobby", Secret);
        await bob.EventAsync("message");
        await bob.OkAsync("ping");

        // Specs of other nodes in this process are heard, too. A span ends a moment after what it is about.
        Activity[][] whole = [];
        await Wait.UntilAsync(() => (whole = [.. spans.GroupBy(span => span.TraceId).Where(trace => trace.Count() == 4).Select(trace => trace.ToArray())]).Length > 0);
        Activity[] way = whole[0];
        Assert.Equal(["commit", "fan-out", "room", "send"], way.Select(span => span.OperationName).Order(StringComparer.Ordinal));
        ActivitySpanId root = way.Single(span => span.OperationName == "send").SpanId;
        Assert.All(way.Where(span => span.OperationName != "send"), span => Assert.Equal(root, span.ParentSpanId));
        Assert.DoesNotContain(spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains(Secret, StringComparison.Ordinal));
        Assert.All(spans.SelectMany(span => span.TagObjects), tag => Assert.StartsWith("akkachat.", tag.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_send_traces_and_metrics_to_a_collector_without_texts_and_names()
    {
        var posts = new ConcurrentDictionary<string, byte[]>();
        await using WebApplication collector = await CollectAsync(posts);
        await using (ChatNode node = await ChatNode.StartAsync(own: $"telemetry {{ otlp = \"{collector.Urls.Single()}\", tracePercent = 100 }}"))
        {
            WireClient alice = await node.EnterAsync("nobody-may-know");
            await alice.SayAsync("lobby", Secret);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], posts.Keys.Order(StringComparer.Ordinal));
        string traces = Encoding.Latin1.GetString(posts["/v1/traces"]);
        Assert.All(["send", "room", "commit", "fan-out", "akkachat"], word => Assert.Contains(word, traces, StringComparison.Ordinal));
        Assert.Contains("akkachat.messages.posted", Encoding.Latin1.GetString(posts["/v1/metrics"]), StringComparison.Ordinal);
        Assert.All(posts.Values, body => Assert.DoesNotContain("nobody-may", Encoding.Latin1.GetString(body), StringComparison.Ordinal));
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, byte[]> posts)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            posts.AddOrUpdate(http.Request.Path, _ => body.ToArray(), (_, before) => [.. before, .. body.ToArray()]);
        });
        await collector.StartAsync();
        return collector;
    }
}
