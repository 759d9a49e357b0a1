using Chat.Client.Commands;
using Chat.Sdk;

namespace Chat.Client.Plain;

/// <summary>Turns what happens into lines, in order and each thing once. Belongs to one thread at a time.</summary>
internal interface ITranscript
{
    /// <summary>The first lines: who one is, and where.</summary>
    IReadOnlyList<string> Welcome(string server);

    /// <summary>The user was in this room from the first moment on. The server's own word for it, should it still come, is not told again.</summary>
    IReadOnlyList<string> StartedIn(string room);

    /// <summary>The lines of what came since an earlier run was cut off, the oldest first.</summary>
    IReadOnlyList<string> Start();

    /// <summary>The lines that an update is worth.</summary>
    IReadOnlyList<string> Tell(ChatUpdate update);

    /// <summary>A <c>/join</c> begins: its room is announced as such, however the server's answer and its events fall.</summary>
    void Joining(string room);

    /// <summary>A <c>/leave</c> begins.</summary>
    void Leaving(string room);

    /// <summary>The lines that a command's outcome is worth.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outcome">What came of it.</param>
    IReadOnlyList<string> Tell(ChatCommand command, CommandOutcome outcome);

    /// <summary>The first room could not be joined.</summary>
    IReadOnlyList<string> NotJoined(string room, ChatException refusal);

    /// <summary>A message was not sent.</summary>
    IReadOnlyList<string> NotSent(string room, ChatException refusal);

    /// <summary>A line was not a command that can be carried out. The text is clean.</summary>
    IReadOnlyList<string> Mistaken(string problem);

    /// <summary>The next line of the input is taken as the answer to this question.</summary>
    IReadOnlyList<string> Asks(string question);
}
