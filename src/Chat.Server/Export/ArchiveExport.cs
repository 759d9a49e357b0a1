using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Server.Commands;
using Chat.Storage;

namespace Chat.Server.Export;

/// <summary>
/// Writes what is stored as JSON Lines: one object a line, the first an <c>export</c> that says what follows and how many messages; then the
/// protocol's own names and forms.
/// </summary>
internal sealed class ArchiveExport(
    TextWriter output, string serverName, string serverVersion, DateTimeOffset at, IProgress<StorageProgress> progress, CancellationToken cancel)
{
    /// <summary>Changes when a reader of today's lines could not read tomorrow's.</summary>
    private const int FormatVersion = 1;

    /// <summary>Bytes of the length that a frame has in front of its JSON.</summary>
    private const int LengthBytes = 4;

    private const int PieceChars = 64 * 1024;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _piece = new();

    /// <summary>Messages written.</summary>
    public long Messages { get; private set; }

    /// <summary>Writes a room: what it is, and all its messages.</summary>
    public void WriteRoom(IChatArchive archive, ArchivedRoom room)
    {
        WriteHeader("room", room.Name, room.Messages);
        WriteLine(json =>
        {
            json.WriteString("type", "room");
            json.WriteString("room", room.Name);
            json.WriteString("topic", room.Topic);
            json.WriteNumber("seq", room.LastSeq);
        });
        WriteMessages(room.Name, archive.MessagesOf(room), room.Messages);
    }

    /// <summary>Writes a user: who it is, the rooms it is in, and what it wrote. Others' messages are not among it.</summary>
    public void WriteUser(IChatArchive archive, ArchivedUser user)
    {
        WriteHeader("user", user.Name, user.Messages);
        WriteLine(json =>
        {
            json.WriteString("type", "user");
            json.WriteString("user", user.Name);
            json.WriteBoolean("guest", user.Guest);
            json.WriteString("seen", Time(user.SeenAt));
        });
        IReadOnlyList<ArchivedPlace> places = archive.PlacesOf(user);
        foreach (ArchivedPlace place in places)
        {
            WriteLine(json =>
            {
                json.WriteString("type", "room");
                json.WriteString("room", place.Label);
                json.WriteNumber("seq", place.LastSeq);
                if (place is { Role: { } role, Read: { } read })
                {
                    json.WriteString("role", role);
                    json.WriteNumber("read", read);
                }
            });
        }

        foreach (ArchivedPlace place in places)
        {
            WriteMessages(place.Label, archive.MessagesOf(user, place), user.Messages);
        }
    }

    /// <summary>Writes what is left.</summary>
    public void Flush()
    {
        output.Write(_piece);
        output.Flush();
        _piece.Clear();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, DataCommand.Invariant);

    private void WriteHeader(string what, string name, long messages) => WriteLine(json =>
    {
        json.WriteString("type", "export");
        json.WriteNumber("format", FormatVersion);
        json.WriteString("of", what);
        json.WriteString("name", name);
        json.WriteString("at", Time(at));
        json.WriteNumber("messages", messages);
        json.WriteStartObject("server");
        json.WriteString("name", serverName);
        json.WriteString("version", serverVersion);
        json.WriteEndObject();
    });

    private void WriteMessages(string room, IEnumerable<ArchivedMessage> messages, long total)
    {
        foreach (ArchivedMessage m in messages)
        {
            cancel.ThrowIfCancellationRequested();
            byte[] frame = FrameCodec.Encode(new MessageEvent(room, m.Seq, m.At, m.From, m.Text, m.Key, m.Kind));
            WriteLine(frame.AsSpan(LengthBytes));
            Messages++;
            progress.Report(new StorageProgress("exporting", Messages, total, "messages"));
        }
    }

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        WriteLine(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private void WriteLine(ReadOnlySpan<byte> json)
    {
        _piece.Append(Encoding.UTF8.GetString(json)).Append('\n');
        if (_piece.Length >= PieceChars)
        {
            output.Write(_piece);
            _piece.Clear();
        }
    }
}
