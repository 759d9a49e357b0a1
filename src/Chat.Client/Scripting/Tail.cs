using Chat.Client.Connecting;
using Chat.Client.Plain;
using Chat.Client.Startup;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Scripting;

/// <summary>The command <c>tail</c>: a room's messages as they come.</summary>
internal static class Tail
{
    /// <summary>Prints until Ctrl-C or the connection's end. What was missed while the connection was lost, or since an earlier run was cut off, is printed too.</summary>
    public static async Task<int> RunAsync(ClientHost host, Launch launch, string room, StopSignals stop)
    {
        await using ChatSession session = await ChatSession.OpenAsync(host, launch, PlainSession.MessagesPerRoom, ChatUse.Lines, stop.Token).ConfigureAwait(false);
        try
        {
            IAsyncEnumerable<ChatUpdate> updates = session.Chat.UpdatesAsync(stop.Token);
            ChatState start = session.Chat.State;
            RoomView? known = start.Rooms.GetValueOrDefault(room);
            long told = known?.Newest ?? 0;
            long toldAtStart = 0;
            if (known is not null && session.Cursors.TryGetValue(known.Name, out long cursor))
            {
                Complain(host, Skips.In(known, cursor));
                MessageInfo[] missed = Beyond(known, cursor);
                Print(host, missed);
                toldAtStart = missed.Length > 0 ? missed[^1].Seq : 0;
            }

            if (!RoomNames.IsPrivate(room) && known is null)
            {
                await session.Chat.JoinAsync(room, stop.Token).ConfigureAwait(false);
            }

            ChatState before = start;
            await foreach (ChatUpdate update in updates.ConfigureAwait(false))
            {
                MessageInfo[] messages = [.. Messages(update, room, told, toldAtStart)];
                told = messages.Aggregate(told, (newest, message) => Math.Max(newest, message.Seq));
                Complain(host, Skips.Of(update, before, room));
                Print(host, messages);
                before = update.State;
                session.HasTold(update.State, view => Same(view.Name, room));
                if (update.State.Connection is ConnectionState.Closed closed)
                {
                    await host.Error.WriteLineAsync($"Disconnected: {string.Join('\n', closed.Message.Split('\n').Select(CleanText.Line))}").ConfigureAwait(false);
                    return ExitCodes.Of(closed.Code);
                }
            }

            return ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (stop.ExitCode == ExitCodes.Interrupted)
        {
            await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
            return ExitCodes.Done;
        }
    }

    private static void Print(ClientHost host, IReadOnlyList<MessageInfo> messages)
    {
        foreach (MessageInfo message in messages)
        {
            host.Out.WriteLine(PlainFormat.Colourless.Message(TimeZoneInfo.ConvertTime(message.At, host.Time.LocalTimeZone), message.From, message.Text, message.Kind, null));
        }

        host.Out.Flush();
    }

    private static void Complain(ClientHost host, IEnumerable<Skip> skips)
    {
        foreach (Skip skip in skips)
        {
            host.Error.WriteLine(skip.Text);
        }
    }

    private static IEnumerable<MessageInfo> Messages(ChatUpdate update, string room, long told, long toldAtStart) => update switch
    {
        ChatUpdate.EventReceived { Event: MessageEvent m } when Same(m.Room, room) && m.Seq > toldAtStart => [new MessageInfo(m.Seq, m.At, m.From, m.Text, m.Key, m.Kind)],
        ChatUpdate.HistoryMerged { FilledGap: true } merged when Same(merged.Room, room) => merged.Messages,
        ChatUpdate.Resynced { State: { } state } => Beyond(state.Rooms.GetValueOrDefault(room), told),
        _ => [],
    };

    private static MessageInfo[] Beyond(RoomView? room, long seq) => [.. room?.Messages.Where(message => message.Seq > seq) ?? []];

    private static bool Same(string a, string b) => RoomNames.Order.Compare(a, b) == 0;
}
