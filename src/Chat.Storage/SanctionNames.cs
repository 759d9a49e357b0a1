using Chat.Actors.Storage;

namespace Chat.Storage;

/// <summary>What a database calls the kinds of sanctions and of their targets.</summary>
internal static class SanctionNames
{
    /// <summary>The word for a kind of sanction.</summary>
    public static string Of(SanctionKind kind) => kind switch
    {
        SanctionKind.Ban => "ban",
        SanctionKind.Mute => "mute",
        _ => throw new StorageException($"unknown sanction {kind}"),
    };

    /// <summary>The word for a kind of target.</summary>
    public static string Of(TargetKind kind) => kind switch
    {
        TargetKind.User => "user",
        TargetKind.Address => "address",
        TargetKind.Pattern => "pattern",
        _ => throw new StorageException($"unknown target {kind}"),
    };

    /// <summary>The kind of sanction of that word.</summary>
    public static SanctionKind ParseKind(string name) => name switch
    {
        "ban" => SanctionKind.Ban,
        "mute" => SanctionKind.Mute,
        _ => throw new StorageException($"unknown sanction {name}"),
    };

    /// <summary>The kind of target of that word.</summary>
    public static TargetKind ParseTarget(string name) => name switch
    {
        "user" => TargetKind.User,
        "address" => TargetKind.Address,
        "pattern" => TargetKind.Pattern,
        _ => throw new StorageException($"unknown target {name}"),
    };
}
