using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Chat.Bench.Common.Commands;

/// <summary>Makes options that take a number between bounds.</summary>
public static class Numbers
{
    /// <summary>An option that takes a whole number.</summary>
    public static Option<int> Count(string name, int standard, int least, int most, string description) =>
        Between(name, "N", standard, least, most, description);

    /// <summary>An option that takes a time in seconds, fractions allowed.</summary>
    public static Option<double> Seconds(string name, double standard, double least, double most, string description) =>
        Between(name, "SECONDS", standard, least, most, description);

    /// <summary>An option that takes a whole number and may be absent.</summary>
    public static Option<int?> OptionalCount(string name, int least, int most, string description) => new(name)
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
