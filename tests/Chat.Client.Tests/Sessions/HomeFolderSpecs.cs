using Chat.Client.Sessions;
using Xunit;

namespace Chat.Client.Tests.Sessions;

/// <summary>The environment is that of all specs: this one changes it when no other runs.</summary>
[Collection(nameof(HomeFolderSpecs))]
[CollectionDefinition(nameof(HomeFolderSpecs), DisableParallelization = true)]
public sealed class HomeFolderSpecs
{
    [Fact]
    public void Should_never_be_the_folder_in_which_the_client_was_started()
    {
        string? before = Environment.GetEnvironmentVariable("HOME");
        Environment.SetEnvironmentVariable("HOME", "/nobody/is/here");
        try
        {
            Assert.True(Path.IsPathRooted(HomeFolder.Path), HomeFolder.Path);
            Assert.True(Path.IsPathRooted(StateFolder.Default()), StateFolder.Default());
        }
        finally
        {
            Environment.SetEnvironmentVariable("HOME", before);
        }
    }
}
