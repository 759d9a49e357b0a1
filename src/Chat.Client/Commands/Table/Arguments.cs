using Chat.Sdk.State;

namespace Chat.Client.Commands.Table;

/// <summary>Reads what stands behind a command's name.</summary>
internal static class Arguments
{
    /// <summary>The text; null where there is none.</summary>
    public static string? OrNull(string rest) => rest.Length == 0 ? null : rest;

    /// <summary>The text where it is one word; null otherwise.</summary>
    public static string? Word(string rest) => rest.Length == 0 || rest.Contains(' ', StringComparison.Ordinal) || rest is "#" or "@" ? null : rest;

    /// <summary>A room as people write it: those who come from IRC write <c>#room</c>, and no name begins so here.</summary>
    public static string RoomName(string written) => written.TrimStart('#');

    /// <summary>A user as people write it, perhaps with <c>@</c>.</summary>
    public static string UserName(string written) => written.TrimStart(RoomNames.PrivateMark);
}
