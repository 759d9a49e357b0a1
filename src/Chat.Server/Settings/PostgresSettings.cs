using Chat.Storage.Postgres;

namespace Chat.Server.Settings;

/// <summary>Reads <c>data.postgres</c> and where its password comes from. No error line shows what was written there.</summary>
internal static class PostgresSettings
{
    private const string Key = "data.postgres";
    private const string FileKey = "data.postgresPasswordFile";
    private const string Allowed =
        "a connection string with a host, such as \"Host=db.example;Database=akkachat;Username=akkachat\"; a value with ; in it stands in single quotes";

    private const string AllowedFile = "the path of a file whose first line is the password";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The database to use.</summary>
    /// <returns>Null where another storage is chosen.</returns>
    /// <exception cref="SettingsException">It is wrong, or missing.</exception>
    public static PostgresOptions? Read(SettingValues values, StorageKind storage)
    {
        string text = values.Secret(Key, Allowed);
        string? file = values.OptionalPath(FileKey, AllowedFile);
        if (storage != StorageKind.Postgres)
        {
            return null;
        }

        if (!PostgresOptions.TryParse(text, out PostgresOptions? options))
        {
            throw values.RefuseSecret(Key, Allowed);
        }

        return file is null ? options : options.WithPassword(ReadPassword(values, file));
    }

    /// <summary>The file that the password is read from; null where there is none.</summary>
    public static string? PasswordFile(SettingValues values, StorageKind storage) => storage == StorageKind.Postgres ? values.OptionalPath(FileKey, AllowedFile) : null;

    /// <summary>Makes sure that a settings file with a password in it can't be read by others.</summary>
    /// <exception cref="SettingsException">It can.</exception>
    public static void RequirePrivate(string file, PostgresOptions? options)
    {
        if (options is { HasPassword: true } && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            throw new SettingsException($"{file}: {Key} holds a password, and others can read this file: chmod 600 it, or use {FileKey}");
        }
    }

    private static string ReadPassword(SettingValues values, string file)
    {
        string? password;
        try
        {
            password = File.ReadLines(file).FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{FileKey}: {file} can't be read: {e.Message}", e);
        }

        return string.IsNullOrEmpty(password) ? throw values.Refuse(FileKey, AllowedFile) : password;
    }
}
