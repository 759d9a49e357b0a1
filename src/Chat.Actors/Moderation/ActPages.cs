using Chat.Actors.Storage;

namespace Chat.Actors.Moderation;

/// <summary>The audit log as its readers see it.</summary>
internal static class ActPages
{
    private const string Address = "address:";

    /// <summary>The act as one sees it who is not to learn addresses.</summary>
    public static StoredAct WithoutAddress(StoredAct act) =>
        act.Act.Target?.StartsWith(Address, StringComparison.Ordinal) == true ? act with { Act = act.Act with { Target = Address[..^1] } } : act;
}
