using Chat.Client.Commands;
using Xunit;

namespace Chat.Client.Tests.Docs;

public sealed class ClientDocSpecs
{
    [Fact]
    public void Should_describe_each_command_as_the_client_knows_it()
    {
        string doc = File.ReadAllText(Path.Combine(Root(), "docs", "client.md"));

        Assert.All(CommandTable.All, info => Assert.Contains($"| `{info.Usage}` |", doc, StringComparison.Ordinal));
        Assert.All(CommandTable.All, info => Assert.Contains($"| `{info.Example}` |", doc, StringComparison.Ordinal));
    }

    internal static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "AkkaChat.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
