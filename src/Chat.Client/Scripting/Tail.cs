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
    /// <summary>Prints until Ctrl-C or the connection's end. What was missed while the connection was lost is printed too.</summary>
    public static async Task<int> RunAsync(ClientHost host, Launch launch, string room, StopSignals stop)
    {
        await using ChatSession session = await ChatSession.OpenAsync(host, launch, PlainSession.MessagesPerRoom, stop.Token).ConfigureAwait(false);
        try
        {
            IAsyncEnumerable<ChatUpdate> updates = session.Chat.UpdatesAsync(stop.Token);
            long told = session.Chat.State.Rooms.GetValueOrDefault(room)?.Newest ?? 0;
            if (!RoomNames.IsPrivate(room) && !session.Chat.State.Rooms.ContainsKey(room))
            {
                await session.Chat.JoinAsync(room, stop.Token).ConfigureAwait(false);
            }

            await foreach (ChatUpdate update in updates.ConfigureAwait(false))
            {
                foreach (MessageInfo message in Messages(update, room, told))
                {
                    told = Math.Max(told, message.Seq);
                    host.Out.WriteLine(PlainFormat.Message(TimeZoneInfo.ConvertTime(message.At, host.Time.LocalTimeZone), message.From, message.Text, message.Kind, null));
                }

                await host.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                if (update.State.Connection is ConnectionState.Closed closed)
                {
                    await host.Error.WriteLineAsync($"Disconnected: {CleanText.Line(closed.Message)}").ConfigureAwait(false);
                    return ExitCodes.Refused;
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

    private static IEnumerable<MessageInfo> Messages(ChatUpdate update, string room, long told) => update switch
    {
        ChatUpdate.EventReceived { Event: MessageEvent m } when Same(m.Room, room) => [new MessageInfo(m.Seq, m.At, m.From, m.Text, m.Key, m.Kind)],
        ChatUpdate.HistoryMerged { FilledGap: true } merged when Same(merged.Room, room) => merged.Messages,
        ChatUpdate.Resynced { State: { } state } => state.Rooms.GetValueOrDefault(room)?.Messages.Where(message => message.Seq > told) ?? [],
        _ => [],
    };

    private static bool Same(string a, string b) => RoomNames.Order.Compare(a, b) == 0;
}
