using Chat.Client.Terminals;
using Xunit;

namespace Chat.Client.Tests.Terminals;

public sealed class LastResortSpecs
{
    [Fact]
    public void Should_give_back_once_what_is_still_taken()
    {
        List<string> restored = [];
        using IDisposable kept = LastResort.Keep(() => restored.Add("kept"));
        LastResort.Keep(() => restored.Add("given back before")).Dispose();

        LastResort.Restore();
        LastResort.Restore();

        Assert.Equal(["kept"], restored);
    }
}
