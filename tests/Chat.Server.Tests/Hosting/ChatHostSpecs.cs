using System.Net;
using Akka.Actor;
using Chat.Actors.Storage;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.Hosting;

public sealed class ChatHostSpecs : IAsyncLifetime
{
    private readonly WebApplication _app;

    public ChatHostSpecs()
    {
        ChatSettings settings = SettingsReader.Read(
            SettingsFile.Shipped, own: null, new SettingOverrides(Listen: "127.0.0.1:0", Http: "127.0.0.1:0", TlsListen: "off", Monitor: "127.0.0.1:0")) with
        { Storage = StorageKind.Memory };
        _app = ChatHost.Build(settings, builder => builder.Services.AddSingleton<IChatStore, FakeStore>().AddPatientHealth());
    }

    private NodeEndpoints Endpoints => _app.Services.GetRequiredService<NodeEndpoints>();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public void Should_know_the_ports_that_were_picked()
    {
        Assert.NotEqual(0, Endpoints.Chat!.Port);
        Assert.NotEqual(0, Endpoints.Http!.Port);
        Assert.NotEqual(0, Endpoints.Monitor!.Port);
    }

    [Fact]
    public async Task Should_be_live_and_ready_once_started()
    {
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync("/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await GetAsync("/health/ready"));
    }

    [Fact]
    public async Task Should_tell_of_its_health_to_nobody_but_those_who_watch_over_it()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/health/ready", Endpoints.Http!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/health/live", Endpoints.Http!)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/ws", Endpoints.Monitor!)).Status);
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await GetAsync("/ws", Endpoints.Http!)).Status);
    }

    [Theory]
    [InlineData("localhost:12381", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:12381", HttpStatusCode.OK)]
    [InlineData("evil.example:12381", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task Should_tell_nothing_to_a_page_that_has_pointed_its_own_name_at_this_machine(string host, HttpStatusCode status)
    {
        Assert.Equal(status, (await GetAsync("/health/live", Endpoints.Monitor!, host)).Status);
        Assert.Equal(status, (await GetAsync("/metrics", Endpoints.Monitor!, host)).Status);
    }

    [Fact]
    public async Task Should_not_be_ready_while_the_storage_fails()
    {
        ((FakeStore)_app.Services.GetRequiredService<IChatStore>()).Fails = true;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\nstorage: fake does not answer\n"), await GetAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Should_not_be_ready_with_a_damaged_storage()
    {
        ((FakeStore)_app.Services.GetRequiredService<IChatStore>()).Damage = "chat.db is damaged";

        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "not ready\nstorage: it is damaged and takes no writes; the log says what to do\n"), await GetAsync("/health/ready"));
    }

    [Fact]
    public async Task Should_end_the_actors_when_it_stops()
    {
        ActorSystem system = _app.Services.GetRequiredService<ActorSystem>();

        await _app.StopAsync();

        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public void Should_let_nothing_but_the_host_stop_the_actors()
    {
        ActorSystem system = _app.Services.GetRequiredService<ActorSystem>();

        Assert.False(system.Settings.Config.GetBoolean("akka.coordinated-shutdown.run-by-clr-shutdown-hook", true));
        Assert.Equal(TimeSpan.FromSeconds(2), system.Settings.Config.GetTimeSpan("akka.coordinated-shutdown.default-phase-timeout"));
    }

    private Task<(HttpStatusCode Status, string Body)> GetAsync(string path) => GetAsync(path, Endpoints.Monitor!);

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, IPEndPoint where, string? host = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{where}{path}"));
        request.Headers.Host = host;
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
