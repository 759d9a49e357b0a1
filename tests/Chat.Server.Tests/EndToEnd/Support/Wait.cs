using System.Runtime.CompilerServices;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>Waits for what nobody tells.</summary>
internal static class Wait
{
    /// <summary>Looks again and again until it is so.</summary>
    /// <param name="isSo">What is waited for.</param>
    /// <param name="what">Its words, for the failure.</param>
    public static async Task UntilAsync(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        while (!isSo())
        {
            Assert.False(deadline.IsCancellationRequested, $"it never came to be so: {what}");
            await Task.Delay(10);
        }
    }
}
