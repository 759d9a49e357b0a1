using Chat.Bench.Common;
using Chat.Faults.Checking;
using Chat.Faults.History;
using Chat.Faults.Tests.Checking;
using CsCheck;
using Xunit;

namespace Chat.Faults.Tests.History;

/// <summary>A kept history is the same history.</summary>
public sealed class HistoryFileSpecs : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chat-faults-tests-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("history.jsonl")]
    [InlineData("history.jsonl.gz")]
    public async Task Should_read_back_what_was_kept(string name) => await Gen.Int.SampleAsync(
        async seed =>
        {
            EditedRun run = new SampleRun(seed).Edit();
            run.Incidents.Add(new Incident(IncidentKind.BadStop, "exit code 1, \"quoted\""));
            string path = Path.Combine(_directory.FullName, name);

            await HistoryFile.SaveAsync(run.History(), path);
            var read = new EditedRun(await HistoryFile.LoadAsync(path));

            Assert.Equal(run.Asks, read.Asks);
            Assert.Equal(run.Answers, read.Answers);
            Assert.Equal(run.Sights, read.Sights);
            Assert.Equal(run.Logs, read.Logs);
            Assert.Equal(run.Incidents, read.Incidents);
        },
        iter: 10,
        threads: 1);

    [Fact]
    public async Task Should_find_the_same_violations_in_a_kept_history()
    {
        EditedRun run = Tale.Tell();
        run.Logs[0].RemoveAt(2);
        string path = Path.Combine(_directory.FullName, "bad.jsonl.gz");

        await HistoryFile.SaveAsync(run.History(), path);

        Assert.Equal(run.Check(), DeliveryCheck.Run(await HistoryFile.LoadAsync(path)).Counts);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\"is\":\"run\"}\nnonsense", "line 2")]
    [InlineData("{\"is\":\"ask\"}", "the first line is not the run")]
    [InlineData("{\"is\":\"run\"}\n{\"is\":\"sight\",\"kind\":\"Live\",\"who\":7}", "line 2")]
    [InlineData("{\"is\":\"run\"}\n{\"is\":\"tea\"}", "unknown line 'tea'")]
    public async Task Should_say_what_is_wrong_with_a_file_that_is_no_history(string text, string problem)
    {
        string path = Path.Combine(_directory.FullName, "wrong.jsonl");
        await File.WriteAllTextAsync(path, text);

        BenchException refused = await Assert.ThrowsAsync<BenchException>(() => HistoryFile.LoadAsync(path));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_that_there_is_no_such_file() =>
        Assert.Contains("Can't read", (await Assert.ThrowsAsync<BenchException>(() => HistoryFile.LoadAsync("/nowhere.jsonl"))).Message, StringComparison.Ordinal);
}
