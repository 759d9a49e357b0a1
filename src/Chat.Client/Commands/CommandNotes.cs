namespace Chat.Client.Commands;

/// <summary>What <c>/help COMMAND</c> and the manual say of a command beyond its line in the table.</summary>
/// <param name="More">Sentences that go on where the help of the table ends.</param>
/// <param name="Examples">Lines to copy, that of the table first.</param>
/// <param name="SeeAlso">Other commands.</param>
internal sealed record CommandNotes(IReadOnlyList<string> More, IReadOnlyList<string> Examples, IReadOnlyList<string> SeeAlso)
{
    private static readonly Dictionary<string, CommandNotes> Table = new()
    {
        ["/help"] = Note("A setting or a section of settings can be named too.", ["/help settings", "/help keys", "/help client.default-profile"], ["/keys", "/set"]),
        ["/join"] = Note("A name that begins with @ is the private talk with that person; #python is taken as python.", ["/join @bob"], ["/rooms", "/leave"]),
        ["/leave"] = Note("The room visited before is the current one then. A private talk is only hidden: it comes back with the next message.", ["/leave"], ["/join"]),
        ["/rooms"] = Note("Each with how many are in it and its topic.", [], ["/join"]),
        ["/users"] = Note("Each with the role, and whether away or offline.", ["/users"], ["/whois"]),
        ["/msg"] = Note("Who is offline finds it at the next visit.", [], ["/join"]),
        ["/kick"] = Note("In other rooms than the current one with in:python, as with all commands that look after rooms.", ["/kick mallory in:python flooding"], ["/ban", "/mute"]),
        ["/ban"] = Note("mallory* is a pattern of names. Addresses (203.0.113.0/24), and in:* for the whole server, are for the server's admins. Without a time it holds until /unban. A time is a number and s, m, h, d or w; what begins as one and is none is refused, unless the reason stands in quotes.", ["/ban mallory*", "/ban mallory \"3 strikes\"", "/ban 203.0.113.0/24 2h in:* open proxies"], ["/unban", "/bans", "/kick"]),
        ["/unban"] = Note(null, ["/unban mallory*", "/unban 203.0.113.0/24 in:*"], ["/bans"]),
        ["/bans"] = Note(null, ["/bans in:*"], ["/unban", "/mutes"]),
        ["/mute"] = Note("Muting a member is for owners and moderators. A time is a number and s, m, h, d or w. A single word that is a room of yours, and nobody here, is taken for the room.", ["/mute bob", "/mute #python", "/mute"], ["/unmute", "/mutes", "/notify"]),
        ["/unmute"] = Note(null, ["/unmute #python"], ["/mute"]),
        ["/mutes"] = Note(null, [], ["/unmute"]),
        ["/role"] = Note("For owners. Who is made an owner can't be made less by you, and a room's last owner stays one.", ["/role bob member"], ["/users"]),
        ["/invite"] = Note("It holds for seven days and for one time.", ["/invite dave withdraw", "/invite"], ["/join", "/room"]),
        ["/room"] = Note("public is listed and open to all, invite listed and open to who is invited, private not even listed. Owners change it.", ["/room", "/room private", "/room read-only on", "/room slow off", "/room topic-lock on"], ["/invite", "/topic"]),
        ["/report"] = Note("The author is not told.", ["/report 42 insults"], ["/reports"]),
        ["/reports"] = Note("in:* lists those of all rooms, for the server's admins.", ["/reports in:*"], ["/resolve"]),
        ["/resolve"] = Note("With in:* a report of whichever room, for the server's admins.", ["/resolve 7 in:* talked to him"], ["/reports"]),
        ["/audit"] = Note("in:* shows the whole server's, for its admins.", ["/audit", "/audit in:*"], []),
        ["/topic"] = Note("Who may set it is the room's matter.", ["/topic"], []),
        ["/away"] = Note(null, ["/away"], []),
        ["/history"] = Note("The numbers are those that /history and /search show.", ["/history 20", "/history around 42"], ["/search"]),
        ["/search"] = Note("begin* finds words that begin so; case and accents make no difference. before:42 keeps to what is older. Nothing becomes read by it.", ["/search meeting", "/search deploy* before:42", "/search more"], ["/history"]),
        ["/nick"] = Note("A registered name stays what it is.", [], ["/register"]),
        ["/register"] = Note("The password is asked for and not shown. Some servers want an invite, which its operator makes.", ["/register k7Qx"], ["/password", "/unregister"]),
        ["/password"] = Note("Both the old and the new one are asked for and not shown.", [], ["/sessions"]),
        ["/sessions"] = Note(null, [], ["/revoke"]),
        ["/revoke"] = Note("The id is what /sessions shows.", ["/revoke 3f2a"], ["/sessions"]),
        ["/unregister"] = Note("Your password is asked for first.", [], ["/register"]),
        ["/set"] = Note("It takes effect at once and is kept in the settings file: in the profile in use, where that has a value of its own. \"\" is an empty value; a section's name lists its settings.", ["/set", "/set client.default-profile", "/set client"], ["/unset", "/help"]),
        ["/unset"] = Note("The line is taken out of the settings file, its explanation stays.", [], ["/set"]),
        ["/reload"] = Note("What is wrong in it is told with its line, and the rest counts.", [], ["/set"]),
        ["/keys"] = Note("F1 shows them with the commands.", [], ["/bind", "/unbind"]),
        ["/bind"] = Note("Keys are written Ctrl+N, Alt+Down, Shift+Tab, PageUp, F1, with commas between; C-n, M-x, ^N and Ctrl-N are understood too. Another action that had such a key has it no longer.", ["/bind room.next F6", "/bind room.next default", "/bind room.next"], ["/keys", "/unbind"]),
        ["/unbind"] = Note(null, [], ["/keys", "/bind"]),
        ["/profiles"] = Note("A profile is a section [profile NAME] of the settings file; Chat.Client --profile NAME starts with it.", [], ["/set"]),
        ["/connection"] = Note("The certificate's fingerprint is what the server prints when it starts. Chat.Client trust changes which ones are pinned.", [], []),
        ["/quit"] = Note("A guest ends with it; a registered user stays logged in here for the next start.", [], []),
    };

    /// <summary>The notes on a command.</summary>
    public static CommandNotes Of(CommandInfo info)
    {
        CommandNotes notes = Table.GetValueOrDefault(info.Name) ?? Note(null, [], []);
        return notes with { Examples = [info.Example, .. notes.Examples] };
    }

    /// <summary>The commands that there are notes on.</summary>
    internal static IEnumerable<string> Known => Table.Keys;

    private static CommandNotes Note(string? more, IReadOnlyList<string> examples, IReadOnlyList<string> seeAlso) => new(more is null ? [] : [more], examples, seeAlso);
}
