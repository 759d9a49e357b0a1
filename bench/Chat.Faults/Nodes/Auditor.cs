using System.Net.Sockets;
using Chat.Faults.History;
using Chat.Faults.Workload;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Faults.Nodes;

/// <summary>Reads every room's log from its first message to its last, as a client that has seen nothing before.</summary>
internal sealed class Auditor(World world, ServerNode node)
{
    private const string Name = "auditor";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task ReadAsync(CancellationToken cancel)
    {
        await using WireLink link = await WireLink.OpenAsync(node.Chat, cancel).ConfigureAwait(false);
        try
        {
            await AskAsync<HelloOk>(link, id => new HelloRequest(id, Name)).ConfigureAwait(false);
            for (int room = 0; room < world.History.Rooms.Count; room++)
            {
                await ReadAsync(link, room, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            world.History.Add(IncidentKind.LogsNotRead, e.Message);
        }
    }

    private async Task ReadAsync(WireLink link, int room, CancellationToken cancel)
    {
        string name = world.History.Rooms[room];
        await AskAsync<JoinOk>(link, id => new JoinRequest(id, name)).ConfigureAwait(false);
        long after = 0;
        HistoryOk page;
        do
        {
            cancel.ThrowIfCancellationRequested();
            page = await AskAsync<HistoryOk>(link, id => new HistoryRequest(id, name, After: after, Limit: ProtocolLimits.MaxPage)).ConfigureAwait(false);
            foreach (MessageInfo m in page.Messages)
            {
                world.History.Logs[room].Add(
                    new LogEntry(m.Seq, m.At.ToUnixTimeMilliseconds(), world.User(m.From), Fingerprint.Of(m.Key), Fingerprint.Of(m.Text)));
                after = Math.Max(after, m.Seq);
            }
        }
        while (!page.End && page.Messages.Count > 0);
    }

    private static async Task<T> AskAsync<T>(WireLink link, Func<long, Request> make)
        where T : OkReply
    {
        T? answer = null;
        ErrorReply? error = null;
        long asked = link.Send(make);
        using var timeout = new CancellationTokenSource(Patience);
        while (answer is null && error is null && !timeout.IsCancellationRequested)
        {
            bool isOpen = await link.ReadAsync(
                frame =>
                {
                    answer = frame is RawOk ok && ok.Re == asked ? ok.Read<T>() : answer;
                    error = frame is ErrorReply bad ? bad : error;
                },
                Patience).ConfigureAwait(false);
            if (!isOpen)
            {
                break;
            }
        }

        return answer ?? throw new IOException(error is null ? "no answer" : $"{error.Code}: {error.Message}");
    }
}
