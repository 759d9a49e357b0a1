using Chat.Bench.Targets;
using Xunit;

namespace Chat.Bench.Tests.Targets;

public sealed class IrcPeerSpecs
{
    [Theory]
    [InlineData("<bind address=\"127.0.0.1\" port=\"16667\"")]
    [InlineData("fakelag=\"no\"")]
    [InlineData("localmax=\"100000\"")]
    [InlineData("resolvehostnames=\"no\"")]
    public void Should_free_InspIRCd_of_what_holds_clients_back(string setting) => Assert.Contains(setting, IrcPeer.Inspircd.Settings(16667), StringComparison.Ordinal);

    [Theory]
    [InlineData("Listen = 127.0.0.1")]
    [InlineData("Ports = 16667")]
    [InlineData("MaxConnectionsIP = 0")]
    [InlineData("MaxPenaltyTime = 0")]
    [InlineData("DNS = no")]
    [InlineData("PAM = no")]
    public void Should_free_ngIRCd_of_what_holds_clients_back(string setting) => Assert.Contains(setting, IrcPeer.Ngircd.Settings(16667).Split('\n'));

    [Fact]
    public void Should_keep_each_in_the_foreground_with_its_settings_file()
    {
        Assert.Contains("--nofork", IrcPeer.Inspircd.Arguments("x.conf"));
        Assert.Contains("--nodaemon", IrcPeer.Ngircd.Arguments("x.conf"));
        Assert.All(IrcPeer.All, peer => Assert.Contains("x.conf", peer.Arguments("x.conf")));
    }

    [Fact]
    public void Should_run_a_program_as_it_is_where_there_is_no_privilege_to_lose()
    {
        var start = Unprivileged.Start("/bin/program", ["a", "b"]);
        Assert.Equal(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? "setpriv" : "/bin/program", start.FileName);
        Assert.Equal(["a", "b"], start.ArgumentList.TakeLast(2));
    }
}
