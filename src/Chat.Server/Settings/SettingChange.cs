namespace Chat.Server.Settings;

/// <summary>One setting that differs between two readings.</summary>
/// <param name="Key">Its full name, such as <c>limits.replay</c>; <c>akka</c> for that section as a whole.</param>
/// <param name="From">What it was; null where it was not there.</param>
/// <param name="To">What it is; null where it is gone.</param>
internal sealed record SettingChange(string Key, SettingValue? From, SettingValue? To)
{
    private const string AkkaSection = "akka";

    /// <summary>Name and values, for the log and the operator; a secret's name alone.</summary>
    public override string ToString() => Key == AkkaSection || SettingTraits.IsSecret(Key) ? Key : $"{Key}: {Show(From)} -> {Show(To)}";

    /// <summary>What differs, by name.</summary>
    public static IReadOnlyList<SettingChange> Between(ChatSettings from, ChatSettings to)
    {
        IReadOnlyDictionary<string, SettingValue> before = from.Written, after = to.Written;
        List<SettingChange> changes =
        [
            .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
                .Select(key => new SettingChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
                .Where(change => change.From is null || change.To is null || !change.From.SaysTheSame(change.To)),
        ];
        if (from.Akka.ToString() != to.Akka.ToString())
        {
            changes.Add(new SettingChange(AkkaSection, null, null));
        }

        return changes;
    }

    // Only the settings of single rooms come and go; what they leave out is as for all rooms.
    private static string Show(SettingValue? value) => value?.Written is not { } written ? "as for all rooms" : written.Length == 0 ? "\"\"" : written;
}
