using Chat.Client.Manual;
using Chat.Client.Startup;
using Xunit;

namespace Chat.Client.Tests.Docs;

/// <summary>The pages in docs that the program prints itself.</summary>
public sealed class ManualSpecs
{
    [Fact]
    public void Should_have_the_manual_page_that_the_program_prints()
    {
        Assert.True(ManPage.Write(CommandLine.Build(new FakeHost().Host)) == Committed("chat-client.1"), "Write it anew: dotnet run --project src/Chat.Client -- manual > docs/chat-client.1");
    }

    [Fact]
    public void Should_have_the_reference_that_the_program_prints()
    {
        Assert.True(ReferencePage.Write() == Committed("client-reference.md"), "Write it anew: dotnet run --project src/Chat.Client -- manual --markdown > docs/client-reference.md");
    }

    [Theory]
    [InlineData("manual", ".TH ")]
    [InlineData("manual --markdown", "# ")]
    public async Task Should_print_them(string arguments, string beginning)
    {
        var host = new FakeHost();

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(arguments.Split(' '), host.Host));
        Assert.StartsWith(beginning, host.Lines[0], StringComparison.Ordinal);
    }

    private static string Committed(string page) => File.ReadAllText(Path.Combine(ClientDocSpecs.Root(), "docs", page)).ReplaceLineEndings("\n");
}
