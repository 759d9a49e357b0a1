using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Chat.Bench.Commands;

/// <summary>Options that every scenario has, and how options are made.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Start = new("--start")
    {
        HelpName = "PATH",
        Description = "Chat.Server.dll to start as a process of its own [default: the one built with this program]",
    };

    public static readonly Option<string?> Json = new("--json") { HelpName = "FILE", Description = "Also write everything as JSON" };

    public static readonly Option<int> Runs = Number("--runs", 1, 1, 100, "Run so many times, each on a fresh server, and print min, median and max");

    /// <summary>An option that takes a number between bounds.</summary>
    public static Option<int> Number(string name, int standard, int least, int most, string description) =>
        Between(name, "N", standard, least, most, description);

    /// <summary>An option that takes a time in seconds, fractions allowed.</summary>
    public static Option<double> Seconds(string name, double standard, double least, string description) =>
        Between(name, "SECONDS", standard, least, 3600, description);

    /// <summary>An option that takes a number between bounds and may be absent.</summary>
    public static Option<int?> OptionalNumber(string name, int least, int most, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result => Parse(result, name, least, most),
    };

    private static Option<T> Between<T>(string name, string helpName, T standard, T least, T most, string description)
        where T : INumber<T> => new(name)
        {
            HelpName = helpName,
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Parse(result, name, least, most),
        };

    private static T Parse<T>(ArgumentResult result, string name, T least, T most)
        where T : INumber<T>
    {
        if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out T? value) && value >= least && value <= most)
        {
            return value;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}."));
        return least;
    }
}
