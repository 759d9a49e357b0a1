using System.IO.Compression;
using System.Text.Json;
using Chat.Bench.Common;

namespace Chat.Faults.History;

/// <summary>Keeps a history as JSON Lines, so that it can be looked into and checked again. A name that ends in <c>.gz</c> is compressed.</summary>
internal static class HistoryFile
{
    private const string Run = "run";
    private const string Client = "client";
    private const string Ask = "ask";
    private const string Answer = "answer";
    private const string Sight = "sight";
    private const string Log = "log";
    private const string Incident = "incident";

    public static async Task SaveAsync(RunHistory history, string path)
    {
        await using Stream file = File.Create(path);
        await using Stream bytes = IsCompressed(path) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await using var writer = new StreamWriter(bytes);
        foreach (HistoryLine line in Lines(history))
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(line, HistoryJson.Default.HistoryLine)).ConfigureAwait(false);
        }
    }

    /// <exception cref="BenchException">It is no history.</exception>
    public static async Task<RunHistory> LoadAsync(string path)
    {
        int number = 0;
        try
        {
            await using Stream file = File.OpenRead(path);
            await using Stream bytes = IsCompressed(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(bytes);
            RunHistory? history = null;
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } text)
            {
                number++;
                HistoryLine line = JsonSerializer.Deserialize(text, HistoryJson.Default.HistoryLine) ?? throw new JsonException("null");
                if (line.Is == Run)
                {
                    history = new RunHistory(line.Seed, line.Users ?? [], line.Rooms ?? []);
                }
                else
                {
                    Take(history ?? throw new JsonException("the first line is not the run"), line);
                }
            }

            return history ?? throw new JsonException("it is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BenchException($"Can't read {path}: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new BenchException($"{path} is no history of this program: line {number}: {e.Message}", e);
        }
    }

    private static IEnumerable<HistoryLine> Lines(RunHistory history)
    {
        yield return new HistoryLine { Is = Run, Seed = history.Seed, Users = history.Users, Rooms = history.Rooms };
        foreach (ClientTrack track in history.Clients)
        {
            yield return new HistoryLine { Is = Client, Kind = track.Client.Kind.ToString(), Who = track.Client.User };
        }

        for (int who = 0; who < history.Clients.Count; who++)
        {
            foreach (HistoryLine line in Lines(history.Clients[who], who))
            {
                yield return line;
            }
        }

        for (int room = 0; room < history.Logs.Count; room++)
        {
            foreach (LogEntry entry in history.Logs[room])
            {
                yield return new HistoryLine
                {
                    Is = Log,
                    Room = room,
                    Seq = entry.Seq,
                    Stamp = entry.Stamp,
                    Who = entry.Author,
                    Key = entry.Key,
                    Text = entry.Text,
                };
            }
        }

        foreach (Incident incident in history.Incidents)
        {
            yield return new HistoryLine { Is = Incident, Kind = incident.Kind.ToString(), Says = incident.Text };
        }
    }

    private static IEnumerable<HistoryLine> Lines(ClientTrack track, int who)
    {
        foreach (Ask ask in track.Asks)
        {
            yield return new HistoryLine { Is = Ask, Who = who, No = ask.Number, Room = ask.Room, Key = ask.Key, Text = ask.Text, At = ask.At };
        }

        foreach (Answer answer in track.Answers)
        {
            yield return new HistoryLine
            {
                Is = Answer,
                Who = who,
                No = answer.Number,
                Kind = answer.Kind.ToString(),
                Seq = answer.Seq,
                Stamp = answer.Stamp,
                At = answer.At,
            };
        }

        foreach (Sight sight in track.Sights)
        {
            yield return new HistoryLine { Is = Sight, Who = who, Kind = sight.Kind.ToString(), Room = sight.Room, Seq = sight.Seq, Print = sight.Print };
        }
    }

    private static void Take(RunHistory history, HistoryLine line)
    {
        switch (line.Is)
        {
            case Client:
                history.AddClient(Kind<ClientKind>(line), line.Who);
                break;
            case Ask:
                history.Clients[line.Who].Add(new Ask(line.No, line.Room, line.Key, line.Text, line.At));
                break;
            case Answer:
                history.Clients[line.Who].Add(new Answer(line.No, Kind<AnswerKind>(line), line.Seq, line.Stamp, line.At));
                break;
            case Sight:
                history.Clients[line.Who].Add(new Sight(Kind<SightKind>(line), line.Room, line.Seq, line.Print));
                break;
            case Log:
                history.Logs[line.Room].Add(new LogEntry(line.Seq, line.Stamp, line.Who, line.Key, line.Text));
                break;
            case Incident:
                history.Add(Kind<IncidentKind>(line), line.Says ?? "");
                break;
            default:
                throw new JsonException($"unknown line '{line.Is}'");
        }
    }

    private static T Kind<T>(HistoryLine line)
        where T : struct, Enum => Enum.TryParse(line.Kind, out T kind) ? kind : throw new JsonException($"unknown kind '{line.Kind}'");

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
