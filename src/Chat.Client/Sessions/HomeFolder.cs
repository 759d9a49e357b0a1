namespace Chat.Client.Sessions;

/// <summary>The person's own folder.</summary>
internal static class HomeFolder
{
    /// <summary>Its path. Where it does not exist yet, too: an empty path would put what is private into the folder in which the client was started.</summary>
    public static string Path => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
}
