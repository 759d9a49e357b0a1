using Chat.Client.Moderation;

namespace Chat.Client.Commands;

/// <summary>What the word after a command's name stands for: decides what Tab offers.</summary>
internal enum ArgumentKind
{
    /// <summary>Nothing that can be completed.</summary>
    None,

    /// <summary>A command's name.</summary>
    Command,

    /// <summary>A room.</summary>
    Room,

    /// <summary>A user.</summary>
    User,

    /// <summary>Somebody in the current room.</summary>
    Member,

    /// <summary>Words, rooms behind <c>in:</c> and users behind <c>from:</c>.</summary>
    Search,

    /// <summary>A setting, and behind it one of its values.</summary>
    Setting,
}

/// <summary>Which rooms a command may be about.</summary>
internal enum InScope
{
    /// <summary>None can be named.</summary>
    None,

    /// <summary>A room.</summary>
    Room,

    /// <summary>A room, or <c>*</c> for the whole server.</summary>
    Server,
}

/// <summary>A command as people see it, and how its arguments are read.</summary>
/// <param name="Name">Its name with the slash.</param>
/// <param name="Arguments">Its arguments: <c>&lt;needed&gt;</c>, <c>[optional]</c>.</param>
/// <param name="Help">One sentence on what it does.</param>
/// <param name="Example">A line to copy.</param>
/// <param name="First">What its first argument is.</param>
/// <param name="Read">Makes the command of what stands after the name, trimmed; null where an argument is missing or too much.</param>
internal sealed record CommandInfo(string Name, string Arguments, string Help, string Example, ArgumentKind First, Func<string, ChatCommand?> Read)
{
    /// <summary>Offers for an argument, given those before it, where <see cref="First"/> does not say it all; null for that.</summary>
    public Func<IReadOnlyList<string>, IEnumerable<Offer>>? Offers { get; init; }

    /// <summary>What is wrong with what stands behind the name, though it could be read, in English and clean; null for nothing.</summary>
    public Func<string, string?> Doubt { get; init; } = _ => null;

    /// <summary>Which rooms may be named behind <c>in:</c>, in place of the current one.</summary>
    public InScope In { get; init; }

    /// <summary>True where what stands behind the name may be a secret, so that such a line is not kept among those typed before.</summary>
    public bool TakesSecret { get; init; }

    /// <summary>Words that may stand behind the name, beside what <see cref="First"/> stands for.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What may stand behind the first argument; none where that is the text's.</summary>
    public IReadOnlyList<string> Then { get; init; } = [];

    /// <summary>How much one must be allowed in the room, as far as the client knows; the server has the last word.</summary>
    public RoomPower Needs { get; init; }

    /// <summary>The name with its arguments.</summary>
    public string Usage => Arguments.Length == 0 ? Name : $"{Name} {Arguments}";
}
