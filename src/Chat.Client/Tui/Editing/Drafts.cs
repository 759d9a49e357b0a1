using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Client.Settings;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Editing;

/// <summary>What was being written in each room when another one was shown, or the program ended. The latest fifty.</summary>
internal sealed class Drafts
{
    private const string Name = "input.drafts";
    private const int MaxRooms = 50;

    // A longer one is kept as long as the program runs.
    private const int MaxKept = 8192;
    private readonly KeptState _kept;
    private readonly List<(string Room, string Text)> _drafts = [];

    /// <summary>Those that are kept.</summary>
    public Drafts(KeptState kept)
    {
        _kept = kept;
        try
        {
            _drafts.AddRange((JsonSerializer.Deserialize(kept.Get(Name) ?? "{}", DraftsJson.Default.DictionaryStringString) ?? [])
                .Where(draft => draft.Value?.Length > 0)
                .Take(MaxRooms)
                .Select(draft => (draft.Key, EditText.Normalize(draft.Value))));
        }
        catch (JsonException)
        {
            // Damaged: there are none then.
        }
    }

    /// <summary>True where something was being written.</summary>
    public bool Has(string room) => Of(room).Length > 0;

    /// <summary>What was being written in a room; empty for nothing.</summary>
    public string Of(string room) => _drafts.Find(draft => RoomNames.Users.Equals(draft.Room, room)).Text ?? string.Empty;

    /// <summary>Keeps what is being written in a room.</summary>
    /// <returns>True where that is something else than before.</returns>
    public bool Keep(string room, string text)
    {
        string kept = string.IsNullOrWhiteSpace(text) ? string.Empty : text;
        if (Of(room) == kept)
        {
            return false;
        }

        _drafts.RemoveAll(draft => RoomNames.Users.Equals(draft.Room, room));
        if (kept.Length > 0)
        {
            _drafts.Add((room, kept));
        }

        if (_drafts.Count > MaxRooms)
        {
            _drafts.RemoveAt(0);
        }

        Dictionary<string, string> all = _drafts.Where(draft => draft.Text.Length <= MaxKept).ToDictionary(draft => draft.Room, draft => draft.Text);
        _kept.Set(Name, all.Count == 0 ? null : JsonSerializer.Serialize(all, DraftsJson.Default.DictionaryStringString));
        return true;
    }
}

/// <summary>The JSON of drafts.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DraftsJson : JsonSerializerContext;
