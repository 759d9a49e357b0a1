using Chat.Server.Hosting;
using Xunit;

namespace Chat.Server.Tests.Hosting;

public sealed class DataDirectorySpecs : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Should_make_it_for_its_user_alone_and_leave_the_rights_of_one_that_is_there()
    {
        string made = Path.Combine(_directory.FullName, "new", "data");
        string there = Path.Combine(_directory.FullName, "there");
        Directory.CreateDirectory(there);

        DataDirectory.Prepare(made);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(there, OwnerOnly | UnixFileMode.GroupRead);
            DataDirectory.Prepare(there);

            Assert.Equal(OwnerOnly, File.GetUnixFileMode(made));
            Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(there));
        }
    }
}
