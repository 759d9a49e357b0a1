using System.Globalization;

namespace Chat.Bench.Compare.Parts;

/// <summary>What an idle connection takes of a server's memory.</summary>
internal sealed record IdlePart() : ComparePart("idle", "idle connection, in the lobby", "≤ 8 KiB plain, ≤ 30 KiB TLS; 15,000 of them")
{
    private const string PerConnection = "rssPerConnectionKiB";
    private const int Held = 15_000;

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(CompareRun run, CancellationToken cancel)
    {
        bool isQuick = run.Options.IsQuick;
        int clients = isQuick ? 2000 : Held;
        string[] settle = ["--settle", isQuick ? "1" : "15"];
        ScenarioRun plain = await run.OursAsync(["idle", "--clients", CompareRun.Text(clients), .. settle], cancel).ConfigureAwait(false);
        var rows = new List<(string, IReadOnlyList<string>)> { (run.Contenders[0].Name, [Text(plain)]) };
        foreach (Contender peer in run.Contenders.Skip(1))
        {
            ScenarioRun theirs = await run.MeasureAsync(peer, ["idle", "--clients", CompareRun.Text(isQuick ? 1000 : 5000), .. settle], cancel).ConfigureAwait(false);
            rows.Add((peer.Name, [Text(theirs)]));
        }

        run.Print(["KiB per idle connection"], rows);
        return
        [
            new Figure("KiB plain", "N1", Of(plain.Number(PerConnection)), Limit.AtMost(8)),
            new Figure("KiB TLS (the server has none yet)", "N1", null, Limit.AtMost(30)),
            new Figure("connections held", "N0", Of(plain.Number("clients")), Limit.AtLeast(Held)),
        ];
    }

    private static Spread? Of(double? value) => value is { } number ? Spread.Of([number]) : null;

    private static string Text(ScenarioRun run) => run.Number(PerConnection)?.ToString("N1", CultureInfo.InvariantCulture) ?? "-";
}
