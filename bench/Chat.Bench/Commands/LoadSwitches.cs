using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Net;
using Chat.Bench.Scenarios;
using Chat.Protocol;

namespace Chat.Bench.Commands;

/// <summary>The options of every scenario in which members send.</summary>
/// <param name="inFlight">Unacknowledged messages of each sender where nothing else is said.</param>
internal sealed class LoadSwitches(int inFlight)
{
    private readonly Option<int> _inFlight = Numbers.Count("--in-flight", inFlight, 1, 1000, "Closed loop: unacknowledged messages of each sender, each of whose acknowledgements lets the next out");
    private readonly Option<int?> _rate = Numbers.OptionalCount(
        "--rate", 1, 1_000_000, "Open loop: so many messages a second in all, when they are due, whatever is unacknowledged; latency counts from when a message was due");

    private readonly Option<int> _textBytes = Numbers.Count("--text-bytes", 64, SendTemplate.NumberDigits, ProtocolLimits.MaxTextBytes, "Bytes of each message's text");
    private readonly Option<double> _seconds = Numbers.Seconds("--seconds", 10, 0.1, 3600, "Measured time");
    private readonly Option<double> _warmup = Numbers.Seconds("--warmup", 2, 0, 3600, "The same load before, not measured");
    private readonly Option<string?> _server = new("--server") { HelpName = "HOST:PORT", Description = "Measure a server that runs already" };

    /// <summary>Adds them to a command, and those that every scenario has.</summary>
    /// <param name="command">The scenario.</param>
    /// <param name="hasRate">Whether the user chooses between a closed and an open loop.</param>
    public Command AddTo(Command command, bool hasRate = true)
    {
        command.Add(_inFlight);
        if (hasRate)
        {
            command.Add(_rate);
        }

        foreach (Option option in (Option[])[_textBytes, _seconds, _warmup, _server, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>A running server's address; null to start one for each run.</summary>
    public string? Server(ParseResult command) => command.GetValue(_server);

    /// <summary>Reads them.</summary>
    public FanoutOptions Read(ParseResult command, int rooms, int members, int senders) => new(
        rooms,
        members,
        senders,
        command.GetValue(_inFlight),
        command.GetValue(_rate),
        command.GetValue(_textBytes),
        command.GetValue(_seconds),
        command.GetValue(_warmup));

    /// <summary>What contradicts itself in them; null where nothing does.</summary>
    public string? Contradiction(ParseResult command)
    {
        if (command.GetValue(_rate) is not null && command.GetResult(_inFlight) is { Implicit: false })
        {
            return "Give --rate or --in-flight, not both.";
        }

        WireProtocol protocol = WireProtocol.Named(command.GetValue(CommonOptions.Protocol));
        int textBytes = command.GetValue(_textBytes);
        return textBytes < protocol.MinTextBytes || textBytes > protocol.MaxTextBytes
            ? $"--text-bytes must be from {protocol.MinTextBytes} to {protocol.MaxTextBytes} with --protocol {protocol.Name}."
            : TargetChoice.Contradiction(command, Server(command));
    }
}
