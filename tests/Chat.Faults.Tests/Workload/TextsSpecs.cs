using System.Text;
using Chat.Faults.Workload;
using Chat.Protocol;
using CsCheck;
using Xunit;

namespace Chat.Faults.Tests.Workload;

/// <summary>What clients say.</summary>
public sealed class TextsSpecs
{
    [Fact]
    public void Should_say_the_same_for_the_same_seed_and_what_a_server_takes() => Gen.Select(Gen.Int, Gen.Int[1, 1_000_000]).Sample((seed, number) =>
    {
        string text = Texts.Of(seed, "ann", number);

        Assert.Equal(text, Texts.Of(seed, "ann", number));
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, ProtocolLimits.MaxTextBytes);
        Assert.DoesNotContain('\0', text);
    });

    [Fact]
    public void Should_say_nothing_twice()
    {
        string[] said = [.. Enumerable.Range(1, 5000).SelectMany(number => (string[])[Texts.Of(1, "ann", number), Texts.Of(1, "bob", number)])];

        Assert.Equal(said.Length, said.Distinct().Count());
    }
}
