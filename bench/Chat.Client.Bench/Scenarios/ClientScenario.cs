using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Chat.Bench.Common;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Client.Bench.Measure;
using Chat.Client.Bench.Terminal;

namespace Chat.Client.Bench.Scenarios;

/// <summary>Starts a server and the client, fills the scrollback, types while messages come, goes from room to room, and then does nothing.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ClientScenario(ClientBenchOptions options, TextWriter output)
{
    private const string Room = "bench";
    private const string Lobby = "lobby";
    // Letters that no message has, so that each is seen when its key is echoed and not before.
    private const string Letters = "αβγδεζηθικλμνξοπρστυφχψω";
    private const string LobbyMark = "ЖЖЖ";
    private const string RoomMark = "ЩЩЩ";
    private const string AlternateScreen = "\u001b[?1049h";
    private const int Switches = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(83);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(4);

    /// <summary>Runs once.</summary>
    /// <returns>0: that goals are not met is a result, not a failure.</returns>
    public Task<int> RunAsync(CancellationToken cancel) => WithServerAsync(server => MeasureAsync(server, cancel), cancel);

    /// <summary>Starts the client a few times, and measures nothing else.</summary>
    /// <param name="json">File for every start; null for none.</param>
    /// <param name="cancel">Ctrl-C.</param>
    /// <returns>0, as above.</returns>
    public Task<int> RunStartsAsync(string? json, CancellationToken cancel) => WithServerAsync(
        async server =>
        {
            Quantiles paints = await PaintAsync(server).ConfigureAwait(false);
            if (json is not null)
            {
                StartReport.Save(paints.All, json);
            }

            return [FirstPaint(paints)];
        },
        cancel);

    private static Goal FirstPaint(Quantiles paints) => new("first paint after the start, median, s", 0.6, paints.Ms(0.5) / 1000);

    private async Task<int> WithServerAsync(Func<Uri, Task<List<Goal>>> measure, CancellationToken cancel)
    {
        output.WriteLine($"machine  {Machine.Read()}");
        output.WriteLine($"client   {options.Client}");
        string directory = Directory.CreateTempSubdirectory("chat-bench-").FullName;
        try
        {
            string config = Path.Combine(directory, "bench.conf");
            string dll = options.Server ?? ServerBuild.FindDll();
            await File.WriteAllLinesAsync(config, [.. BenchSettings.Lines(dll), "log.level = warn"], cancel).ConfigureAwait(false);
            await using ServerProcess server = await ServerProcess.StartAsync(
                new ServerStart(dll, Path.Combine(directory, "data"), config), cancel).ConfigureAwait(false);
            List<Goal> goals = await measure(new Uri($"chat://{server.Chat}")).ConfigureAwait(false);
            output.WriteLine();
            foreach (string row in Goal.Table(goals))
            {
                output.WriteLine(row);
            }

            return 0;
        }
        catch (TimeoutException e)
        {
            throw new BenchException("The client did not show what it was to show: is it a client of this version?", e);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<Quantiles> PaintAsync(Uri server)
    {
        var paints = new Quantiles();
        for (int i = 0; i < options.Starts; i++)
        {
            (ClientUnderTest started, TimeSpan paint) = await StartAsync(server, $"starter{i}").ConfigureAwait(false);
            paints.Add(paint);
            await started.DisposeAsync().ConfigureAwait(false);
        }

        return paints;
    }

    private async Task<List<Goal>> MeasureAsync(Uri server, CancellationToken cancel)
    {
        List<Goal> goals = [FirstPaint(await PaintAsync(server).ConfigureAwait(false))];
        await using Talker talker = await Talker.EnterAsync(server, "talker", Room, cancel).ConfigureAwait(false);
        (ClientUnderTest client, _) = await StartAsync(server, "reader").ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            await talker.SayAsync(Room, RoomMark, cancel).ConfigureAwait(false);
            await GoToAsync(client.Screen, Room, Room).ConfigureAwait(false);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fills    {options.Messages} messages, {options.FillRate} a second"));
            await talker.TalkAsync(Room, options.Messages, options.FillRate, cancel).ConfigureAwait(false);
            await SayAndSeeAsync(client, talker, Room, RoomMark, cancel).ConfigureAwait(false);
            await Task.Delay(Settle, cancel).ConfigureAwait(false);
            goals.AddRange(await TypeAsync(client, talker, cancel).ConfigureAwait(false));
            await SayAndSeeAsync(client, talker, Room, RoomMark, cancel).ConfigureAwait(false);
            goals.AddRange(await SwitchAsync(client, talker, server, cancel).ConfigureAwait(false));
            goals.AddRange(await RestAsync(client, cancel).ConfigureAwait(false));
        }

        return goals;
    }

    private async Task<(ClientUnderTest Client, TimeSpan Paint)> StartAsync(Uri server, string user)
    {
        long start = Stopwatch.GetTimestamp();
        var client = ClientUnderTest.Start(options.Client, server.ToString(), user);
        await client.Screen.Await(AlternateScreen).WaitAsync(Patience).ConfigureAwait(false);
        long painted = await client.Screen.Await(Lobby).WaitAsync(Patience).ConfigureAwait(false);
        return (client, Stopwatch.GetElapsedTime(start, painted));
    }

    // Typed as a person would, so that it holds whatever keys are bound.
    private static async Task<TimeSpan> GoToAsync(Screening screen, string room, string mark)
    {
        screen.Press($"/join {room}");
        await Task.Delay(TimeSpan.FromSeconds(0.4)).ConfigureAwait(false);
        return await screen.PressAsync("\r", mark, Patience).ConfigureAwait(false);
    }

    private static async Task SayAndSeeAsync(ClientUnderTest client, Talker talker, string room, string mark, CancellationToken cancel)
    {
        Task<long> seen = client.Screen.Await(mark);
        await talker.SayAsync(room, mark, cancel).ConfigureAwait(false);
        await seen.WaitAsync(Patience, cancel).ConfigureAwait(false);
    }

    private async Task<List<Goal>> TypeAsync(ClientUnderTest client, Talker talker, CancellationToken cancel)
    {
        var echoes = new Quantiles();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task talk = talker.TalkAsync(Room, int.MaxValue, options.Rate, enough.Token);
        await Task.Delay(Settle, cancel).ConfigureAwait(false);
        client.ForgetSlowTurns();
        (long start, TimeSpan cpu) = (Stopwatch.GetTimestamp(), client.Cpu);
        for (int i = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < options.Seconds; i++)
        {
            if (i > 0 && i % Letters.Length == 0)
            {
                client.Screen.Press("\u0015");
                await Task.Delay(BetweenKeys * 4, cancel).ConfigureAwait(false);
            }

            string letter = Letters[i % Letters.Length].ToString();
            echoes.Add(await client.Screen.PressAsync(letter, letter, Patience).ConfigureAwait(false));
            await Task.Delay(BetweenKeys + TimeSpan.FromMilliseconds(i % 7 * 5), cancel).ConfigureAwait(false);
        }

        double share = (client.Cpu - cpu) / Stopwatch.GetElapsedTime(start) * 100;
        double? longest = client.LongestTurnMs;
        await enough.CancelAsync().ConfigureAwait(false);
        await talk.ConfigureAwait(false);
        client.Screen.Press("\u0015");
        await Task.Delay(Settle, cancel).ConfigureAwait(false);
        string load = string.Create(CultureInfo.InvariantCulture, $"at {options.Rate} messages a second into {options.Messages}");
        return
        [
            new Goal($"key to echo {load}, median, ms", 30, echoes.Ms(0.5)),
            new Goal("the same, 99th percentile, ms", null, echoes.Ms(0.99)),
            new Goal("the same, longest, ms", null, echoes.Ms(1)),
            new Goal("CPU then, % of a core", 20, share),
            new Goal("longest turn of the interface then, ms (0 where none took 10)", 30, longest),
            new Goal($"resident memory with {options.Messages} messages and more, MiB", 120, client.ResidentMiB),
        ];
    }

    private static async Task<List<Goal>> SwitchAsync(ClientUnderTest client, Talker talker, Uri server, CancellationToken cancel)
    {
        await using Talker other = await Talker.EnterAsync(server, "other", Lobby, cancel).ConfigureAwait(false);
        await other.SayAsync(Lobby, LobbyMark, cancel).ConfigureAwait(false);
        await talker.SayAsync(Room, RoomMark, cancel).ConfigureAwait(false);
        await Task.Delay(Settle, cancel).ConfigureAwait(false);
        client.ForgetSlowTurns();
        var switches = new Quantiles();
        for (int i = 0; i < Switches; i++)
        {
            switches.Add(await GoToAsync(client.Screen, i % 2 == 0 ? Lobby : Room, i % 2 == 0 ? LobbyMark : RoomMark).ConfigureAwait(false));
            await Task.Delay(TimeSpan.FromSeconds(0.2), cancel).ConfigureAwait(false);
        }

        return
        [
            new Goal("from Enter to another room, median, ms", 50, switches.Ms(0.5)),
            new Goal("the same, longest, ms", null, switches.Ms(1)),
            new Goal("longest turn of the interface then, ms (0 where none took 10)", 30, client.LongestTurnMs),
        ];
    }

    private async Task<List<Goal>> RestAsync(ClientUnderTest client, CancellationToken cancel)
    {
        await Task.Delay(Settle, cancel).ConfigureAwait(false);
        (long start, TimeSpan cpu, long bytes) = (Stopwatch.GetTimestamp(), client.Cpu, client.Screen.Bytes);
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), cancel).ConfigureAwait(false);
        return
        [
            new Goal("CPU when idle, % of a core", 3, (client.Cpu - cpu) / Stopwatch.GetElapsedTime(start) * 100),
            new Goal("bytes written when idle", 0, client.Screen.Bytes - bytes),
        ];
    }
}
