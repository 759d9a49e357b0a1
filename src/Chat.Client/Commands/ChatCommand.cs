namespace Chat.Client.Commands;

/// <summary>What a line that a person typed asks for. A closed set: <see cref="CommandRunner"/> knows them all.</summary>
internal abstract partial record ChatCommand
{
    private ChatCommand()
    {
    }

    /// <summary>Its name without the slash, as programs are told of it.</summary>
    public virtual string Called => GetType().Name.ToLowerInvariant();

    /// <summary>Something that only an interface with a screen can do; <see cref="CommandRunner"/> hands it back as <see cref="CommandOutcome.ForScreen"/>.</summary>
    public abstract record OnScreen : ChatCommand;

    /// <summary>Text for the current room.</summary>
    public sealed record Say(string Text) : ChatCommand;

    /// <summary><c>/help</c>, of one command or setting where one is named.</summary>
    public sealed record Help(string? About) : ChatCommand;

    /// <summary><c>/join</c> a room, or go there.</summary>
    public sealed record Join(string Room) : ChatCommand;

    /// <summary><c>/leave</c> a room; null for the current one.</summary>
    public sealed record Leave(string? Room) : ChatCommand;

    /// <summary><c>/rooms</c>.</summary>
    public sealed record Rooms : ChatCommand;

    /// <summary><c>/users</c> of a room; null for the current one.</summary>
    public sealed record Users(string? Room) : ChatCommand;

    /// <summary><c>/msg</c>: text for one person.</summary>
    public sealed record Msg(string User, string Text) : ChatCommand;

    /// <summary><c>/me</c>: what one does.</summary>
    public sealed record Me(string Text) : ChatCommand;

    /// <summary><c>/topic</c>: sets it, or shows it where the text is null.</summary>
    public sealed record Topic(string? Text) : ChatCommand;

    /// <summary><c>/away</c> with a text, or back with null.</summary>
    public sealed record Away(string? Text) : ChatCommand;

    /// <summary><c>/history</c>: the latest messages of the current room, or those before or around a seq.</summary>
    public sealed record History(int? Count = null, long? Before = null, long? Around = null) : ChatCommand;

    /// <summary><c>/search</c>; null for the next page of the search before.</summary>
    public sealed record Search(SearchLine? Line) : ChatCommand;

    /// <summary><c>/whois</c>.</summary>
    public sealed record Whois(string User) : ChatCommand;

    /// <summary><c>/nick</c>: another name for a guest.</summary>
    public sealed record Nick(string User) : ChatCommand;

    /// <summary><c>/register</c> the name one has as a guest, with an invite's code where the server wants one.</summary>
    public sealed record Register(string? Invite) : ChatCommand;

    /// <summary><c>/password</c>: another one.</summary>
    public sealed record Password : ChatCommand;

    /// <summary><c>/sessions</c>.</summary>
    public sealed record Sessions : ChatCommand;

    /// <summary><c>/revoke</c> a session by its id, or all others.</summary>
    public sealed record Revoke(string Session) : ChatCommand;

    /// <summary><c>/unregister</c>: deletes the account.</summary>
    public sealed record Unregister : ChatCommand;

    /// <summary><c>/connection</c>: how it is protected.</summary>
    public sealed record Connection : ChatCommand;

    /// <summary><c>/quit</c>.</summary>
    public sealed record Quit : ChatCommand;
}
