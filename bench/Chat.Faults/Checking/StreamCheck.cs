using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>What each client saw, against the logs: the same messages in the same order, no hole, none twice.</summary>
internal static class StreamCheck
{
    public static void Run(RunHistory history, Findings findings)
    {
        RoomPrints[] rooms = [.. history.Logs.Select(log => new RoomPrints(log))];
        for (int client = 0; client < history.Clients.Count; client++)
        {
            ClientTrack track = history.Clients[client];
            var streams = new Dictionary<int, RoomStream>();
            foreach (Sight sight in track.Sights)
            {
                if (!streams.TryGetValue(sight.Room, out RoomStream? stream))
                {
                    streams[sight.Room] = stream = track.Client.Kind == ClientKind.Sdk
                        ? new SdkStream(client, sight.Room, rooms[sight.Room], findings)
                        : new WireStream(client, sight.Room, rooms[sight.Room], findings);
                }

                stream.Take(sight);
            }

            foreach (RoomStream stream in streams.Values)
            {
                stream.End();
            }
        }
    }
}
