using System.Text;
using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Scripting;

/// <summary>The command <c>send</c>: one message, then the end.</summary>
internal static class SendOnce
{
    private const string FromInput = "-";

    /// <summary>Posts the text and waits until the server has stored it.</summary>
    /// <exception cref="ChatException">The message was not posted.</exception>
    public static async Task<int> RunAsync(ClientHost host, Launch launch, string room, string text, CancellationToken cancellationToken)
    {
        string said = text == FromInput ? await ReadAsync(host.In, cancellationToken).ConfigureAwait(false) : text;
        await using ChatSession session = await ChatSession.OpenAsync(host, launch, messagesPerRoom: 1, ChatUse.Once, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!RoomNames.IsPrivate(room) && !session.Chat.State.Rooms.ContainsKey(room))
            {
                await session.Chat.JoinAsync(room, cancellationToken).ConfigureAwait(false);
            }

            await session.Chat.SendAsync(room, said, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await session.QuitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }

    // More than any server takes is not read: it refuses the text, and says why.
    private static async Task<string> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        char[] buffer = new char[4096];
        int read;
        while (text.Length <= ProtocolLimits.MaxServerFrameBytes
            && (read = await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString().TrimEnd('\n', '\r');
    }
}
