using System.Diagnostics.Metrics;

namespace Chat.Actors.Telemetry;

/// <summary>Counts messages and their way to everyone.</summary>
internal static class RoomMetrics
{
    private static readonly Counter<long> Posted =
        ChatMeter.Meter.CreateCounter<long>("akkachat.messages.posted", "{message}", "Messages that were committed, repeated ones not counted again.");

    private static readonly Counter<long> Delivered =
        ChatMeter.Meter.CreateCounter<long>("akkachat.messages.delivered", "{message}", "Messages that were queued for a connection, once for each.");

    private static readonly Histogram<int> Recipients = ChatMeter.Meter.CreateHistogram(
        "akkachat.fanout.size", "{connection}", "Connections that got the same piece of a room's messages.", advice: ChatMeter.Counts);

    private static readonly UpDownCounter<int> Waiting =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.fanout.waiting", "{message}", "Messages that wait for the pass before theirs to end.");

    private static readonly UpDownCounter<int> Entities =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.entities", "{entity}", "Rooms, sessions and relays in memory, by kind.");

    internal static void Zero()
    {
        Posted.Add(0);
        Delivered.Add(0);
        Waiting.Add(0);
        foreach (string kind in (string[])["room", "session", "relay"])
        {
            Entities.Add(0, Kind(kind));
        }
    }

    /// <summary>A message was committed.</summary>
    public static void Post() => Posted.Add(1);

    /// <summary>A message waits for its pass, or, with a negative number, so many do no longer.</summary>
    public static void Wait(int messages)
    {
        if (messages != 0)
        {
            Waiting.Add(messages);
        }
    }

    /// <summary>A piece of messages was queued for everyone who is live.</summary>
    public static void FanOut(int messages, int recipients)
    {
        Recipients.Record(recipients);
        Delivered.Add((long)messages * recipients);
        EdgeMetrics.Send((long)messages * recipients);
    }

    /// <summary>An entity was started.</summary>
    public static void Start(string kind) => Entities.Add(1, Kind(kind));

    /// <summary>Entities are gone from memory.</summary>
    public static void Stop(string kind, int count = 1) => Entities.Add(-count, Kind(kind));

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
