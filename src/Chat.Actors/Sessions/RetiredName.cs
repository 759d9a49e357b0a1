namespace Chat.Actors.Sessions;

/// <summary>
/// The name of a guest that is gone for good, in the private conversations that others had with it:
/// <c>bob~0Wk16p</c>. No one can claim such a name, since <c>~</c> is in no name.
/// </summary>
internal static class RetiredName
{
    /// <summary>The mark no claimable name has.</summary>
    public const char Mark = '~';

    private const int IdChars = 6;

    /// <summary>The retired name, the same whenever it is asked for.</summary>
    public static string Of(string name, UserId id) =>
        name.Contains(Mark, StringComparison.Ordinal) ? name : $"{name}{Mark}{id.Value[..IdChars]}";
}
