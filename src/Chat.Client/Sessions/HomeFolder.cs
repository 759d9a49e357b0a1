namespace Chat.Client.Sessions;

/// <summary>The person's own folder.</summary>
internal static class HomeFolder
{
    /// <summary>Its path. Where it does not exist yet, too: an empty path would put what is private into the folder in which the client was started.</summary>
    public static string Path => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>A path as people write it in settings: <c>~/</c> is this folder.</summary>
    public static string Resolve(string path) => path.StartsWith("~/", StringComparison.Ordinal) ? System.IO.Path.Combine(Path, path[2..]) : path;
}
