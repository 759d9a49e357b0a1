using Chat.Actors.Storage;

namespace Chat.Actors.Moderation;

/// <summary>A ban or a mute in a list.</summary>
/// <param name="Key">By what pages know it: its kind and its target, made unique where two look the same.</param>
/// <param name="Sanction">The ban or mute.</param>
public sealed record SanctionLine(string Key, Sanction Sanction)
{
    private const int IdChars = 6;

    /// <summary>Sanctions as lines in the order of their keys.</summary>
    public static IReadOnlyList<SanctionLine> Of(IEnumerable<Sanction> sanctions) =>
    [
        .. sanctions
            .GroupBy(Name, StringComparer.Ordinal)
            .SelectMany(g => g.Count() == 1 ? [new SanctionLine(g.Key, g.First())] : g.Select(s => new SanctionLine($"{g.Key}~{Short(s.Target.Value)}", s)))
            .OrderBy(l => l.Key, StringComparer.Ordinal),
    ];

    /// <summary>A target as people see it.</summary>
    public static string Name(Sanction sanction)
    {
        ArgumentNullException.ThrowIfNull(sanction);
        return Name(sanction.Target.Kind, sanction.Shown);
    }

    /// <summary>A target as people see it.</summary>
    public static string Name(TargetKind kind, string shown) => kind switch
    {
        TargetKind.User => "user:" + shown,
        TargetKind.Address => "address:" + shown,
        _ => "pattern:" + shown,
    };

    /// <summary>A page of lines: those behind a key, and whether there are more.</summary>
    public static (IReadOnlyList<SanctionLine> Page, bool More) Page(IReadOnlyList<SanctionLine> lines, string? after, int limit)
    {
        SanctionLine[] rest = [.. lines.Where(l => after is null || string.CompareOrdinal(l.Key, after) > 0).Take(limit + 1)];
        return ([.. rest.Take(limit)], rest.Length > limit);
    }

    private static string Short(string id) => id.Length <= IdChars ? id : id[..IdChars];
}
