using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Tls;

/// <summary>Waits for what nobody tells.</summary>
internal static class Wait
{
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        while (!isSo())
        {
            Assert.False(deadline.IsCancellationRequested, "it never came to be so");
            await Task.Delay(10);
        }
    }
}
