using System.Net;
using System.Net.Sockets;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Chat.Server.Tests.Hosting;

public sealed class HostRunSpecs : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("tls.listen")]
    [InlineData("http.listen")]
    public async Task Should_tell_of_the_port_in_use_and_not_of_what_then_could_not_be_stopped(string setting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        ChatSettings settings = SettingsReader.Read(
            SettingsFile.Shipped,
            SettingsFile.Parse($"{setting} = \"{listener.LocalEndpoint}\", http.tls = on", "own.conf"),
            new SettingOverrides(Listen: "127.0.0.1:0", Http: setting == "http.listen" ? null : "127.0.0.1:0", TlsListen: setting == "tls.listen" ? null : "127.0.0.1:0", Monitor: "off", Data: _data));
        var broken = new Broken();
        WebApplication app = ChatHost.Build(settings, builder => builder.Services.AddSingleton(_ => broken).AddHostedService(services => services.GetRequiredService<Broken>()));

        var error = await Assert.ThrowsAsync<StartException>(() => HostRun.UseAsync(app, async () =>
        {
            await HostRun.StartAsync(app, CancellationToken.None);
            return 0;
        }));

        Assert.Contains($"on {listener.LocalEndpoint}: another program is using it.", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (broken.Stops, broken.Disposals));
    }

    [Fact]
    public async Task Should_tell_of_what_failed_in_use_and_not_of_what_then_could_not_be_given_back()
    {
        var broken = new Broken();
        IHost host = HostOf(broken);

        var error = await Assert.ThrowsAsync<StartException>(() => HostRun.UseAsync<int>(host, () => throw new StartException("first"), () => throw new InvalidOperationException("second")));

        Assert.Equal("first", error.Message);
        Assert.Equal(1, broken.Disposals);
    }

    [Fact]
    public async Task Should_tell_of_what_could_not_be_given_back_where_nothing_failed_before()
    {
        IHost host = HostOf(new Broken());

        await Assert.ThrowsAsync<InvalidOperationException>(() => HostRun.UseAsync(host, () => Task.FromResult(0)));
    }

    [Fact]
    public async Task Should_find_the_line_for_the_operator_within_what_wraps_it()
    {
        IHost host = HostOf(new Broken { Start = new AggregateException(new InvalidOperationException(), new IOException("outer", new StartException("line"))) });

        var error = await Assert.ThrowsAsync<StartException>(() => HostRun.UseAsync(host, async () =>
        {
            await HostRun.StartAsync(host, CancellationToken.None);
            return 0;
        }));

        Assert.Equal("line", error.Message);
    }

    private static IHost HostOf(Broken broken)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(_ => broken).AddHostedService(services => services.GetRequiredService<Broken>());
        IHost host = builder.Build();
        host.Services.GetRequiredService<Broken>();
        return host;
    }

    /// <summary>Can be neither stopped nor disposed of.</summary>
    private sealed class Broken : IHostedService, IAsyncDisposable
    {
        public Exception? Start { get; init; }

        public int Stops { get; private set; }

        public int Disposals { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Start is null ? Task.CompletedTask : Task.FromException(Start);

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stops++;
            throw new InvalidOperationException("It can't be stopped.");
        }

        public ValueTask DisposeAsync()
        {
            Disposals++;
            throw new InvalidOperationException("It can't be disposed of.");
        }
    }
}
