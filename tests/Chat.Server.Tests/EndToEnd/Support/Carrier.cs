namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>What carries frames between a spec and its node.</summary>
internal enum Carrier
{
    Tcp,
    Tls,
}
