using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Net;
using Chat.Bench.Report;

namespace Chat.Bench.Commands;

/// <summary>Options that every scenario has.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Start = new("--start")
    {
        HelpName = "PATH",
        Description = "Chat.Server.dll to start as a process of its own [default: the one built with this program]; with --protocol irc: inspircd or ngircd",
    };

    public static readonly Option<string> Protocol = ProtocolOption();

    public static readonly Option<string?> Json = new("--json") { HelpName = "FILE", Description = "Also write everything as JSON" };

    public static readonly Option<string?> Chart = ChartOption();

    public static readonly Option<bool> NoLobby = new("--no-lobby") { Description = "A new user is in no room, instead of in the lobby; an IRC server has none anyway" };

    public static readonly Option<int> Runs = Numbers.Count("--runs", 1, 1, 100, "Run so many times, each on a fresh server, and print min, median and max");

    private static Option<string> ProtocolOption()
    {
        var option = new Option<string>("--protocol") { Description = "What to speak; chats is chat over TLS", DefaultValueFactory = _ => WireProtocol.Chat.Name };
        option.AcceptOnlyFromAmong(WireProtocol.Chat.Name, WireProtocol.EncryptedChat.Name, WireProtocol.Irc.Name);
        return option;
    }

    private static Option<string?> ChartOption()
    {
        var option = new Option<string?>("--chart") { HelpName = "FILE", Description = "Also draw charts into a file that ends in .svg or .png" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !ChartFile.CanSave(path))
            {
                result.AddError("--chart needs a file that ends in .svg or .png.");
            }
        });
        return option;
    }
}
