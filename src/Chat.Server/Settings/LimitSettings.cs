using System.Globalization;
using System.Net;
using Chat.Actors.Limits;

namespace Chat.Server.Settings;

/// <summary>Reads what one user, one connection and one address may do: the part of the section <c>limits</c> that <c>hocon/bench.conf</c> turns off.</summary>
internal static class LimitSettings
{
    private const string Section = "limits.";
    private const string Between = " per ";
    private const int Most = 1_000_000;
    private const int MostExempt = 1000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    /// <summary>Reads them.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static LimitOptions Read(SettingValues values)
    {
        TimeSpan delay = values.Duration(Section + "wrongPasswordDelay", TimeSpan.Zero, TimeSpan.FromHours(1));
        TimeSpan ping = values.Duration(Section + "idlePing", TimeSpan.FromSeconds(5), TimeSpan.FromHours(12));
        return new LimitOptions
        {
            Sends = ReadRate(values, "sends"),
            Repeats = ReadRate(values, "repeats"),
            ShortRepeats = ReadRate(values, "shortRepeats"),
            Joins = ReadRate(values, "joins"),
            NewRooms = ReadRate(values, "newRooms"),
            Reads = ReadRate(values, "reads"),
            Others = ReadRate(values, "others"),
            Frames = ReadRate(values, "frames"),
            Refusals = ReadRate(values, "refusals"),
            PerAddress = values.NumberOrOff(Section + "perAddress", 1, Most) ?? 0,
            NewConnections = ReadRate(values, "newConnections"),
            Logins = ReadRate(values, "logins"),
            Registrations = ReadRate(values, "registrations"),
            StrangerLogins = ReadRate(values, "strangerLogins"),
            WrongPasswordDelay = delay,
            WrongPasswordDelayMost = values.Duration(Section + "wrongPasswordDelayMost", delay, LongestDelay),
            LoopbackFactor = values.Number(Section + "loopbackFactor", 1, 10_000),
            Exempt = ReadExempt(values),
            Rooms = values.NumberOrOff(Section + "rooms", 1, 100_000_000) ?? 0,
            IdlePing = ping,
            IdleTimeout = values.Duration(Section + "idleTimeout", ping + TimeSpan.FromSeconds(5), TimeSpan.FromDays(1)),
        };
    }

    /// <summary>The names of those that are off.</summary>
    public static IReadOnlyList<string> Off(LimitOptions limits)
    {
        (string Name, bool IsOff)[] all =
        [
            ("sends", limits.Sends.IsOff), ("repeats", limits.Repeats.IsOff), ("shortRepeats", limits.ShortRepeats.IsOff), ("joins", limits.Joins.IsOff),
            ("newRooms", limits.NewRooms.IsOff), ("reads", limits.Reads.IsOff), ("others", limits.Others.IsOff), ("frames", limits.Frames.IsOff),
            ("refusals", limits.Refusals.IsOff), ("perAddress", limits.PerAddress == 0), ("newConnections", limits.NewConnections.IsOff),
            ("logins", limits.Logins.IsOff), ("registrations", limits.Registrations.IsOff), ("strangerLogins", limits.StrangerLogins.IsOff),
            ("wrongPasswordDelay", limits.WrongPasswordDelay == TimeSpan.Zero), ("rooms", limits.Rooms == 0),
        ];
        return [.. all.Where(limit => limit.IsOff).Select(limit => limit.Name)];
    }

    private static Rate ReadRate(SettingValues values, string name) => values.Parse(Section + name, ParseRate, $"NUMBER per TIME, such as 60 per 30s, with 1 to {Most} per 1s to 1d; or off");

    private static Rate? ParseRate(string text)
    {
        if (text is "off" or "false" or "no")
        {
            return Rate.Off;
        }

        int at = text.IndexOf(Between, StringComparison.Ordinal);
        return at > 0
            && int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most is >= 1 and <= Most
            && SettingUnits.ParseDuration(text[(at + Between.Length)..]) is { } per && per >= TimeSpan.FromSeconds(1) && per <= TimeSpan.FromDays(1)
            ? new Rate(most, per)
            : null;
    }

    private static List<IPNetwork> ReadExempt(SettingValues values)
    {
        const string Key = Section + "exempt";
        string allowed = $"a list of at most {MostExempt} addresses or networks, such as [\"192.0.2.7\", \"2001:db8::/32\"]";
        IReadOnlyList<string> written = values.List(Key, allowed);
        var networks = new List<IPNetwork>();
        foreach (string text in written)
        {
            networks.Add(ParseNetwork(text) ?? throw values.Refuse(Key, allowed));
        }

        return networks.Count <= MostExempt ? networks : throw values.Refuse(Key, allowed);
    }

    private static IPNetwork? ParseNetwork(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            address = AddressNet.Plain(address);
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out IPNetwork network) ? network : null;
    }
}
