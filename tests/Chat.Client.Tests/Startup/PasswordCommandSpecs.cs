using Chat.Client.Startup;
using Chat.Sdk;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Startup;

public sealed class PasswordCommandSpecs
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("echo secret", "secret")]
    [InlineData("printf 'two words \\nmore'", "two words ")]
    [InlineData("printf %s secret", "secret")]
    [InlineData("echo secret; head -c 200000 /dev/zero", "secret")]
    public async Task Should_take_the_first_line_of_what_it_prints(string command, string password)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(password, await PasswordCommand.RunAsync(command, _time, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("echo secret; exit 3", "The password command of the profile failed with exit code 3.")]
    [InlineData("true", "The password command of the profile printed no password.")]
    public async Task Should_say_how_it_failed_and_nothing_of_what_it_printed(string command, string problem)
    {
        if (!OperatingSystem.IsWindows())
        {
            ChatException failure = await Assert.ThrowsAsync<ChatException>(() => PasswordCommand.RunAsync(command, _time, CancellationToken.None));
            Assert.Equal(problem, failure.Message);
        }
    }

    [Fact]
    public async Task Should_give_up_on_one_that_does_not_end()
    {
        if (!OperatingSystem.IsWindows())
        {
            Task<string> running = PasswordCommand.RunAsync("sleep 600", _time, CancellationToken.None);
            _time.Advance(TimeSpan.FromMinutes(3));

            ChatException failure = await Assert.ThrowsAsync<ChatException>(() => running);
            Assert.Equal("The password command of the profile took longer than two minutes.", failure.Message);
        }
    }
}
