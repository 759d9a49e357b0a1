using Chat.Server.Settings;
using Xunit;

namespace Chat.Server.Tests.Settings;

public sealed class PostgresSettingsSpecs : IDisposable
{
    private const string Given = "Host=db.example;Database=chat;Username=chat";

    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Should_use_the_database_that_is_named()
    {
        ChatSettings settings = Read($"data {{ storage = postgres, postgres = \"{Given};Password=hidden\" }}");

        Assert.Equal(StorageKind.Postgres, settings.Storage);
        Assert.Equal("db.example:5432/chat", settings.Postgres!.ToString());
        Assert.DoesNotContain("hidden", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres://chat:hidden@db.example/chat")]
    [InlineData("Host=db.example;Password=a;hidden=b")]
    public void Should_refuse_what_is_no_connection_string_and_not_show_it(string text)
    {
        string line = Refusal($"data {{ storage = postgres, postgres = \"{text}\" }}");

        Assert.StartsWith("own.conf: data.postgres is \"…\", but must be a connection string with a host, such as \"Host=db.example;", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_show_a_list_either() =>
        Assert.DoesNotContain("hidden", Refusal("data.postgres = [\"Host=db.example;Password=hidden\"]"), StringComparison.Ordinal);

    [Fact]
    public void Should_take_the_password_from_its_file()
    {
        string file = Write("password", "hidden\n");

        Assert.False(Read($"data {{ storage = postgres, postgres = \"{Given}\", postgresPasswordFile = \"{file}\" }}").Postgres!.HasPassword);
        Assert.Contains($"{file}.none", Refusal($"data {{ storage = postgres, postgres = \"{Given}\", postgresPasswordFile = \"{file}.none\" }}"), StringComparison.Ordinal);
        Assert.EndsWith(
            "must be the path of a file whose first line is the password",
            Refusal($"data {{ storage = postgres, postgres = \"{Given}\", postgresPasswordFile = \"{Write("empty", "")}\" }}"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_ask_for_a_database_where_another_storage_is_chosen() => Assert.Null(Read($"data.postgres = \"{Given}\"").Postgres);

    [Fact]
    public void Should_refuse_a_settings_file_with_a_password_that_others_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string file = Write("own.conf", $"data {{ storage = postgres, postgres = \"{Given};Password=hidden\" }}");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var error = Assert.Throws<SettingsException>(() => SettingsReader.Read(file, new SettingOverrides()));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal($"{file}: data.postgres holds a password, and others can read this file: chmod 600 it, or use data.postgresPasswordFile", error.Message);
        Assert.NotNull(SettingsReader.Read(file, new SettingOverrides()).Postgres);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Refusal(string text) => Assert.Throws<SettingsException>(() => Read(text)).Message;

    private static ChatSettings Read(string text) =>
        SettingsReader.Read(SettingsFile.Shipped, SettingsFile.Parse(text, "own.conf"), new SettingOverrides());
}
