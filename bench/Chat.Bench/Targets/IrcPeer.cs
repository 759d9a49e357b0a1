using System.Globalization;
using Chat.Bench.Net;

namespace Chat.Bench.Targets;

/// <summary>An IRC server that this program can start: what it is called and how it is told what to do.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Title">As tables name it.</param>
/// <param name="Program">The program's file; Debian's package is named so too.</param>
/// <param name="AtOnce">How many clients may say hello at once.</param>
/// <param name="Arguments">Of the program, to stay in the foreground with the settings file given.</param>
/// <param name="Settings">The settings file for a port.</param>
internal sealed record IrcPeer(
    string Name, string Title, string Program, int AtOnce, Func<string, IReadOnlyList<string>> Arguments, Func<int, string> Settings)
{
    /// <summary>InspIRCd 3: C++, one thread, nothing stored.</summary>
    public static IrcPeer Inspircd { get; } = new(
        "inspircd", "InspIRCd", "inspircd", 512, file => ["--config", file, "--nofork", "--nopid", "--nolog"], InspircdSettings);

    /// <summary>ngIRCd: C, one thread, nothing stored.</summary>
    public static IrcPeer Ngircd { get; } = new("ngircd", "ngIRCd", "ngircd", IrcProtocol.FewAtOnce, file => ["--nodaemon", "--config", file], NgircdSettings);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IrcPeer> All { get; } = [Inspircd, Ngircd];

    /// <summary>Everything that slows a client down or limits it is lifted; names and hosts are not looked up.</summary>
    private static string InspircdSettings(int port) => string.Create(CultureInfo.InvariantCulture, $"""
        <server name="irc.bench.test" description="Bench" network="Bench" id="0AA">
        <admin name="bench" nick="bench" email="bench@bench.test">
        <bind address="127.0.0.1" port="{port}" type="clients">
        <connect name="all" allow="*" timeout="120" pingfreq="15m" hardsendq="256M" softsendq="256M" recvq="256K" threshold="1000000"
            commandrate="100000000" fakelag="no" localmax="100000" globalmax="100000" limit="100000" maxchans="100000" maxconnwarn="no"
            resolvehostnames="no" useident="no">
        <performance netbuffersize="65534" somaxconn="4096" softlimit="100000" clonesonconnect="no" quietbursts="yes">
        <options defaultmodes="n" announcets="no">
        <limits maxnick="32" maxchan="64">
        <whowas groupsize="0" maxgroups="0">
        <dns server="127.0.0.1" timeout="1">

        """);

    private static string NgircdSettings(int port) => string.Create(CultureInfo.InvariantCulture, $"""
        [Global]
        Name = irc.bench.test
        Info = Bench
        AdminInfo1 = bench
        AdminInfo2 = bench
        AdminEMail = bench@bench.test
        Listen = 127.0.0.1
        Ports = {port}
        MotdPhrase = bench
        [Limits]
        MaxConnections = 0
        MaxConnectionsIP = 0
        MaxJoins = 0
        MaxNickLength = 32
        MaxPenaltyTime = 0
        PingTimeout = 900
        PongTimeout = 120
        [Options]
        DNS = no
        Ident = no
        PAM = no
        IncludeDir = /nonexistent
        ChrootDir =

        """);
}
