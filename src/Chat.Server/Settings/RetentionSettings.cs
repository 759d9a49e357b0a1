using System.Collections.Immutable;
using Chat.Actors;
using Chat.Actors.Retention;
using Chat.Protocol.Names;

namespace Chat.Server.Settings;

/// <summary>Reads the section <c>retention</c>, in which the names of rooms are names of settings.</summary>
internal static class RetentionSettings
{
    /// <summary>What single rooms' settings begin with.</summary>
    private const string RoomsPrefix = "retention.rooms.";

    private const string Days = ".days";
    private const string Messages = ".messages";
    private const int MostDays = 36_500;
    private const int MostMessages = 1_000_000_000;

    /// <summary>True for a setting of a single room: <c>retention.rooms.NAME.days</c> or <c>.messages</c>.</summary>
    public static bool IsOfRoom(string key) => RoomOf(key) is not null;

    /// <summary>How to write what looks like a single room's setting and is none; null where it does not look like one.</summary>
    public static string? HintFor(string key) =>
        (key + ".").StartsWith(RoomsPrefix, StringComparison.Ordinal) ? "write retention.rooms { \"NAME\" { days = 30, messages = 10000 } }" : null;

    /// <summary>Reads the section.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static RetentionPolicy Read(SettingValues values, NamePolicy names)
    {
        var standard = new RetentionRule(Age(values, "retention" + Days), Count(values, "retention" + Messages));
        var rooms = ImmutableDictionary.CreateBuilder<RoomId, RetentionRule>();
        foreach (string key in values.Keys.Where(IsOfRoom).Order(StringComparer.Ordinal))
        {
            if (!NameRules.TryParse(RoomOf(key)!, NameKind.Room, names, out ChatName name, out string? problem))
            {
                throw new SettingsException($"{values.LabelOf(key)} is for no room: {problem}");
            }

            RoomId room = RoomId.OfName(name.Folded);
            RetentionRule rule = rooms.GetValueOrDefault(room, standard);
            rooms[room] = key.EndsWith(Days, StringComparison.Ordinal) ? rule with { Age = Age(values, key) } : rule with { Messages = Count(values, key) };
        }

        return new RetentionPolicy(
            standard,
            new RetentionRule(Age(values, "retention.private" + Days), Count(values, "retention.private" + Messages)),
            rooms.Count > 0 ? rooms.ToImmutable() : ImmutableDictionary<RoomId, RetentionRule>.Empty)
        {
            Acts = Age(values, "retention.acts"),
        };
    }

    private static string? RoomOf(string key)
    {
        string? last = new[] { Days, Messages }.FirstOrDefault(name => key.EndsWith(name, StringComparison.Ordinal));
        return last is not null && key.StartsWith(RoomsPrefix, StringComparison.Ordinal) && key.Length > RoomsPrefix.Length + last.Length
            ? key[RoomsPrefix.Length..^last.Length]
            : null;
    }

    private static TimeSpan? Age(SettingValues values, string key) => values.NumberOrOff(key, 1, MostDays) is { } days ? TimeSpan.FromDays(days) : null;

    private static long? Count(SettingValues values, string key) => values.NumberOrOff(key, 1, MostMessages);
}
