using Chat.Protocol.Frames;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

public sealed class ModerationSpecs
{
    private static readonly BanEntry Entry = new("user:bob", "bob", null, null, "alice", Frames.Noon);

    public static TheoryData<Func<ChatClient, Task>, Request, OkReply> Requests => new()
    {
        { c => c.KickAsync("den", "bob", "why"), new KickRequest(0, "den", "bob", "why"), new OkReply() },
        { c => c.BanAsync("den", BanTarget.Of("bob"), "why", TimeSpan.FromMinutes(1.5)), new BanRequest(0, "den", "bob", null, null, "why", 90), new BanOk("den", Entry) },
        { c => c.BanAsync("*", BanTarget.Of("203.0.113.0/24")), new BanRequest(0, "*", null, "203.0.113.0/24"), new BanOk("*", Entry) },
        { c => c.UnbanAsync("den", BanTarget.Of("bo*")), new UnbanRequest(0, "den", Pattern: "bo*"), new OkReply() },
        { c => c.BansAsync("den", "user:abe", 5), new BansRequest(0, "den", "user:abe", 5), new BansOk("den", [Entry]) },
        { c => c.MuteAsync("den", "bob", null, TimeSpan.FromMilliseconds(1)), new MuteRequest(0, "den", "bob", null, 1), new OkReply() },
        { c => c.UnmuteAsync("den", "bob"), new UnmuteRequest(0, "den", "bob"), new OkReply() },
        { c => c.MutesAsync("den"), new MutesRequest(0, "den"), new MutesOk("den", [Entry]) },
        { c => c.SetRoleAsync("den", "bob", RoomRole.Moderator), new RoleRequest(0, "den", "bob", RoomRole.Moderator), new OkReply() },
        { c => c.InviteAsync("den", "bob"), new InviteRequest(0, "den", "bob"), new OkReply() },
        { c => c.InviteAsync("den", "bob", withdraw: true), new InviteRequest(0, "den", "bob", true), new OkReply() },
        { c => c.SetRoomAsync("den", new RoomChange { Access = RoomAccess.Private, SlowMode = TimeSpan.FromSeconds(30) }), new RoomSettingsRequest(0, "den", RoomAccess.Private, null, 30), new RoomSettingsOk("den", new RoomSettingsInfo(RoomAccess.Private, false, 30, false)) },
        { c => c.RoomSettingsAsync("den"), new RoomSettingsRequest(0, "den"), new RoomSettingsOk("den", new RoomSettingsInfo(RoomAccess.Public, false, 0, false)) },
        { c => c.ReportAsync("den", 42, "why"), new ReportRequest(0, "den", 42, "why"), new ReportOk("den", 7) },
        { c => c.ReportsAsync("den", 6, 5), new ReportsRequest(0, "den", 6, 5), new ReportsOk("den", []) },
        { c => c.ResolveAsync("den", 7, "done"), new ResolveRequest(0, "den", 7, "done"), new OkReply() },
        { c => c.AuditAsync("*", 100, 5), new AuditRequest(0, "*", 100, 5), new AuditOk("*", []) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Should_ask_as_the_protocol_says(Func<ChatClient, Task> ask, Request expected, OkReply answer)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("den"));
        await using ChatClient closing = client;

        Task asked = ask(client);
        Request request = await peer.NextAsync<Request>();
        while (request is UsersRequest users)
        {
            await peer.SendAsync(new UsersOk(users.Room, peer.Members) { Re = users.Id });
            request = await peer.NextAsync<Request>();
        }

        await peer.SendAsync(answer with { Re = request.Id });

        Assert.Equal(expected with { Id = request.Id }, request);
        await asked.WaitAsync(server.Token);
    }
}
