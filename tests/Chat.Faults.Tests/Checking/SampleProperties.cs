using Chat.Faults.Checking;
using Chat.Faults.History;
using CsCheck;
using Xunit;

namespace Chat.Faults.Tests.Checking;

/// <summary>Whatever happens within the contract, the check finds nothing.</summary>
public sealed class SampleProperties
{
    [Fact]
    public void Should_find_nothing_in_any_run_that_keeps_the_contract() =>
        Gen.Int.Sample(seed => Assert.Empty(new SampleRun(seed).Edit().Check()), iter: 300);

    [Fact]
    public void Should_find_a_lost_message_in_every_log() => Gen.Int.Sample(
        seed =>
        {
            EditedRun run = new SampleRun(seed).Edit();
            List<LogEntry> log = run.Logs.MaxBy(l => l.Count)!;
            log.RemoveAt((int)((uint)seed % log.Count));
            Assert.NotEmpty(run.Check());
        },
        iter: 100);

    [Fact]
    public void Should_find_any_sight_that_is_missing_between_two() => Gen.Int.Sample(
        seed =>
        {
            EditedRun run = new SampleRun(seed).Edit();
            List<Sight> sights = run.Sights[(int)((uint)seed % run.Sights.Count)];
            int[] seen = [.. Enumerable.Range(0, sights.Count).Where(i => sights[i].Kind is SightKind.Live or SightKind.Page)];
            if (seen.Length > 0)
            {
                sights.RemoveAt(seen[(int)((uint)seed / 7 % seen.Length)]);
                Assert.NotEmpty(run.Check());
            }
        },
        iter: 100);
}
