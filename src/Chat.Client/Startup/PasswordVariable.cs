namespace Chat.Client.Startup;

/// <summary>A password in the environment: for machines, where whoever may look into the process may know it.</summary>
internal static class PasswordVariable
{
    /// <summary>The variable.</summary>
    public const string Name = "AKKACHAT_PASSWORD";

    /// <summary>The password, which programs started from here do not get; null where there is none. Secret.</summary>
    public static string? Take()
    {
        string? password = Environment.GetEnvironmentVariable(Name);
        Environment.SetEnvironmentVariable(Name, null);
        return password is "" ? null : password;
    }
}
