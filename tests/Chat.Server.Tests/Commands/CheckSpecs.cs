using Chat.Server.Commands;
using Chat.Server.Tests.Tls;
using Xunit;

namespace Chat.Server.Tests.Commands;

public sealed class CheckSpecs : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private string Crt => Path.Combine(_data, "chat.pem");

    private string Key => Path.Combine(_data, "chat.key");

    [Fact]
    public async Task Should_say_what_clients_would_see_and_write_nothing()
    {
        TestCertificate.Ecdsa("chat").Write(Crt, Key);

        (int code, string[] output, string error) = await CheckAsync();

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Matches($"^Certificate: {Crt}, SHA256:[0-9A-F:]{{95}}, good until [0-9: -]+Z.$", output[^1]);
        Assert.Equal([Key, Crt, Config], Directory.EnumerateFileSystemEntries(_data).Order());
    }

    [Fact]
    public async Task Should_say_that_the_node_would_make_one_and_not_make_it()
    {
        string data = Path.Combine(_data, "new");

        (int code, string[] output, string error) = await CheckAsync("tls.listen = \"127.0.0.1:0\"", data);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal($"Certificate: none yet; the first start makes {Path.Combine(data, "tls.crt")}, which signs itself.", output[^1]);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Should_look_at_the_one_that_the_node_has_made()
    {
        TestCertificate.Ecdsa("own").Write(Path.Combine(_data, "tls.crt"), Path.Combine(_data, "tls.key"));
        File.Delete(Path.Combine(_data, "tls.key"));

        (int code, _, string error) = await CheckAsync("tls.listen = \"127.0.0.1:0\"");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(
            $"A node can't encrypt: there is no file {Path.Combine(_data, "tls.key")}. Remove {Path.Combine(_data, "tls.crt")} to have another made at the next start, which has another fingerprint.",
            error);
    }

    [Theory]
    [InlineData("missing", "A node can't encrypt: there is no file ")]
    [InlineData("directory", "can't be read")]
    [InlineData("other", "is not that of the certificate in")]
    [InlineData("ended", "Clients would refuse the node: the certificate in ")]
    public async Task Should_refuse_what_a_node_could_not_use_with_the_line_of_a_start(string what, string why)
    {
        TestCertificate.Ecdsa("chat", what == "ended" ? TimeSpan.FromMinutes(-1) : null).Write(Crt, Key);
        if (what == "other")
        {
            File.WriteAllText(Key, TestCertificate.Ecdsa("other").Key);
        }
        else if (what != "ended")
        {
            File.Delete(Key);
        }

        if (what == "directory")
        {
            Directory.CreateDirectory(Key);
        }

        (int code, string[] output, string error) = await CheckAsync();

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal([""], output);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.EndsWith(". Mend tls.certificate and tls.key, or leave both out.", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public async Task Should_warn_of_an_end_that_is_near()
    {
        TestCertificate.Ecdsa("chat", TimeSpan.FromDays(10.5)).Write(Crt, Key);

        (int code, _, string error) = await CheckAsync();

        Assert.Equal(ExitCodes.Ok, code);
        Assert.StartsWith($"Warning: The certificate in {Crt} ends at ", error, StringComparison.Ordinal);
        Assert.EndsWith(", in 10 days. Put a new one in its place; a running node takes it without a restart.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_warn_of_a_key_that_others_can_read()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        TestCertificate.Ecdsa("chat").Write(Crt, Key + ".real");
        File.SetUnixFileMode(Key + ".real", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(Key, Key + ".real");

        (int code, _, string error) = await CheckAsync();

        Assert.Equal(ExitCodes.Ok, code);
        Assert.StartsWith($"Warning: Others on this machine can read or change the key in {Key}: chmod 600 {Key}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_ask_for_no_certificate_where_nothing_is_encrypted()
    {
        (int code, string[] output, _) = await CheckAsync($"tls {{ listen = off, certificate = \"{Slashed(Crt)}\" }}");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.DoesNotContain(output, line => line.Contains("Certificate:", StringComparison.Ordinal));
    }

    private string Config => Path.Combine(_data, "own.conf");

    private async Task<(int Code, string[] Output, string Error)> CheckAsync(string? settings = null, string? data = null)
    {
        await File.WriteAllTextAsync(Config, settings ?? $"tls {{ listen = \"127.0.0.1:0\", certificate = \"{Slashed(Crt)}\", key = \"{Slashed(Key)}\" }}");
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await ChatCommandLine.RunAsync(["check", "--config", Config, "--data", data ?? _data], output, error);
        return (code, output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), error.ToString().TrimEnd());
    }

    private static string Slashed(string path) => path.Replace('\\', '/');
}
