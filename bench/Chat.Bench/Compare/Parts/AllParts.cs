namespace Chat.Bench.Compare.Parts;

/// <summary>The goals, in the order of their table.</summary>
internal static class AllParts
{
    /// <summary>Bytes that grow with the members have 1, with their square 2.</summary>
    private const double NotTheSquare = 1.2;

    private const double KiBPerMiB = 1024;

    public static IReadOnlyList<ComparePart> List { get; } =
    [
        new FanoutPart(Senders: 4, InFlight: 1, Factor: 1.5),
        new FanoutPart(Senders: 16, InFlight: 8, Factor: 1.2),
        new CostPart(),
        new ScenarioPart(
            "rooms",
            "100 rooms of 10, everyone sends",
            "≥ 30,000 durable messages a second",
            ["rooms", "--in-flight", "8", "--warmup", "8", "--seconds", "8"],
            ["rooms", "--warmup", "3", "--seconds", "3"],
            run => [One(run, "messages/s", "N0", "messagesPerSecond", Limit.AtLeast(30_000))]),
        new ScenarioPart(
            "latency",
            "latency `send` → seen by the last of 100 members, at half of the highest load",
            "p50 ≤ 2 ms, p99 ≤ 10 ms, p99.9 ≤ 25 ms",
            ["latency", "--warmup", "6", "--seconds", "10"],
            ["latency", "--warmup", "3", "--seconds", "3"],
            run =>
            [
                One(run, "p50 ms", "N2", "atHalf.last.p50Ms", Limit.AtMost(2)),
                One(run, "p99 ms", "N2", "atHalf.last.p99Ms", Limit.AtMost(10)),
                One(run, "p99.9 ms", "N2", "atHalf.last.p999Ms", Limit.AtMost(25)),
                One(run, "at messages/s", "N0", "rate"),
            ]),
        new IdlePart(),
        new ScenarioPart(
            "storm",
            "connect + hello by token, 10,000 clients",
            "≥ 5,000 a second, nobody already talking sees p99 above 50 ms",
            ["storm", "--clients", "10000"],
            ["storm", "--clients", "1000"],
            run =>
            [
                new Figure("hellos/s", "N0", Of(run.Number("clients") / run.Number("returnSeconds")), Limit.AtLeast(5000)),
                One(run, "talk meanwhile, p99 ms", "N1", "talkSeen.p99Ms", Limit.AtMost(50)),
            ]),
        new ScenarioPart(
            "burst",
            "memory under a burst (4,000 members all say one line, 16 million deliveries)",
            "below 400 MiB, and back below 1.5 × idle a minute later",
            ["burst"],
            ["burst", "--members", "500", "--cooldown", "5"],
            run =>
            [
                One(run, "peak MiB", "N0", "peakMiB", Limit.AtMost(400)),
                new Figure("a minute later, × idle", "N2", Of(run.Number("cooledRssMiB") / run.Number("idleRssMiB")), Limit.AtMost(1.5)),
            ]),
        new ScenarioPart(
            "presence",
            "presence: 5,000 members of one room reconnect within 10 s",
            "bytes out grow with members, not with their square",
            ["presence", "--members", "5000", "--within", "10"],
            ["presence", "--members", "500", "--within", "2"],
            run => [One(run, "members to the power of", "N2", "exponent", Limit.AtMost(NotTheSquare))]),
        new ScenarioPart(
            "rest",
            "memory of a room at rest with 10 members",
            "≤ 4 KiB; 100,000 such rooms known, 1,000 active",
            ["rest", "--rooms", "1000", "--known", "100000"],
            ["rest", "--rooms", "100", "--known", "2000", "--settle", "1", "--rest", "5"],
            run =>
            [
                new Figure("KiB a room", "N1", Of((run.Number("restRssMiB") - run.Number("knownRssMiB")) * KiBPerMiB / run.Number("rooms")), Limit.AtMost(4)),
                One(run, "rooms known", "N0", "known", Limit.AtLeast(100_000)),
                One(run, "rooms active", "N0", "rooms", Limit.AtLeast(1000)),
            ]),
        new ScenarioPart(
            "start",
            "server start to first `hello` answered",
            "≤ 0.7 s published (ReadyToRun), ≤ 1.5 s with a database of 1,000,000 messages",
            ["start", "--starts", "5"],
            ["start", "--starts", "3", "--messages", "20000"],
            run =>
            [
                new Figure("empty, s", "N2", Spread.Of(run.Numbers("emptyHello")), Limit.AtMost(0.7)),
                new Figure("filled, s", "N2", Spread.Of(run.Numbers("fullHello")), Limit.AtMost(1.5)),
            ]),
        new ClientPart(),
    ];

    private static Figure One(ScenarioRun run, string label, string format, string path, Limit? limit = null) => new(label, format, Of(run.Number(path)), limit);

    private static Spread? Of(double? value) => value is { } number ? Spread.Of([number]) : null;
}
