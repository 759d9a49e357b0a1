using Chat.Faults.Faults;
using Chat.Faults.Nodes;
using Chat.Faults.Running;
using CsCheck;
using Xunit;

namespace Chat.Faults.Tests.Running;

/// <summary>Which faults come, and that a seed repeats them.</summary>
public sealed class FaultPlanSpecs
{
    private static readonly SqliteUnderTest Sqlite = new("data");

    private static readonly Gen<RunOptions> AnyOptions = Gen.Select(Gen.Int, Gen.Int[100, 1_000_000], Gen.Int[0, 300], Gen.Int[0, 600])
        .Select((seed, messages, kills, cuts) => Options(seed, messages, kills, cuts));

    [Fact]
    public void Should_make_the_same_plan_of_the_same_seed() => AnyOptions.Sample(
        options => Assert.Equal(Told(Plan(options)), Told(Plan(options))), iter: 50);

    [Fact]
    public void Should_make_another_plan_of_another_seed() =>
        Assert.NotEqual(Told(Plan(Options(1, 1000, 20, 20))), Told(Plan(Options(2, 1000, 20, 20))));

    [Fact]
    public void Should_kill_and_cut_as_often_as_asked_while_messages_are_still_to_come() => AnyOptions.Sample(
        options =>
        {
            IReadOnlyList<PlannedFault> plan = Plan(options);

            Assert.Equal(options.Kills, plan.Count(p => p.Fault is KillFault or KillInCommitFault));
            Assert.Equal(options.Cuts, plan.Count(p => p.Fault is CutFault));
            Assert.All(plan, p => Assert.InRange(p.At, 0, options.Messages));
            Assert.Equal(plan.Select(p => p.At).Order(), plan.Select(p => p.At));
        },
        iter: 50);

    [Fact]
    public void Should_have_every_fault_of_a_storage_at_least_once()
    {
        string[] sqlite = [.. FaultMix.Of(Options(1, 1000, 2, 1), Sqlite).Where(f => f.Times > 0).Select(f => f.Fault.Name)];
        string[] postgres = [.. FaultMix.Of(Options(1, 1000, 2, 1), new PostgresUnderTest("Host=nowhere", "true", "data")).Select(f => f.Fault.Name)];

        Assert.Equal(14, sqlite.Distinct().Count());
        Assert.Contains("disk full", sqlite);
        Assert.Contains("storage restarted", postgres);
        Assert.DoesNotContain("disk full", postgres);
    }

    private static IReadOnlyList<PlannedFault> Plan(RunOptions options) => FaultPlan.Create(options.Seed, FaultMix.Of(options, Sqlite), options.Messages);

    private static IEnumerable<(string, long, int)> Told(IEnumerable<PlannedFault> plan) => plan.Select(p => (p.Fault.Name, p.At, p.Seed));

    private static RunOptions Options(int seed, int messages, int kills, int cuts) =>
        new(seed, messages, kills, cuts, Rooms: 3, Users: 4, RoomsPerUser: 2, TimeSpan.FromMinutes(1), Server: "none");
}
