using Chat.Client.Startup;
using Xunit;

namespace Chat.Client.Tests.Startup;

public sealed class PromptsSpecs
{
    [Fact]
    public async Task Should_end_the_line_of_a_question_that_one_leaves()
    {
        using var stop = new CancellationTokenSource();
        using var end = new ManualResetEventSlim();
        using var input = new LeftReader(stop, end);
        using var host = new FakeHost(input);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Prompts(host.Host).AskAsync("Your name", stop.Token));

        end.Set();
        Assert.Equal($"Your name: {Environment.NewLine}", host.Error.ToString());
    }

    // Somebody presses Ctrl-C while the terminal waits for a line.
    private sealed class LeftReader(CancellationTokenSource stop, ManualResetEventSlim end) : TextReader
    {
        public override string? ReadLine()
        {
            stop.Cancel();
            end.Wait();
            return null;
        }
    }
}
