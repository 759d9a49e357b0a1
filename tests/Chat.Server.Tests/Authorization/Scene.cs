using Chat.Server.Tests.EndToEnd.Support;

namespace Chat.Server.Tests.Authorization;

/// <summary>A room in which somebody asks for something.</summary>
/// <param name="Cast">Who there is.</param>
/// <param name="Room">The room. Its first message has the text <c>needle</c> and the room's name, and its owner is <see cref="MatrixCast.Owner"/>.</param>
/// <param name="Relation">What the asker is to the room.</param>
internal sealed record Scene(MatrixCast Cast, string Room, string Relation)
{
    /// <summary>Who asks.</summary>
    public WireClient Asker => Cast.AskerFor(Relation);

    /// <summary>Asks about the room.</summary>
    /// <returns><c>yes</c> or the error's code.</returns>
    public async Task<string> AskAsync(string type, params (string Name, object? Value)[] fields) =>
        OutcomeOf(await Asker.AskAsync(type, [("room", Room), .. fields]));

    /// <summary><c>yes</c> or the error's code.</summary>
    public static string OutcomeOf(WireFrame reply) => reply.Type == "ok" ? "yes" : reply.Code!;

    /// <summary>
    /// Whether the asker hears what others do in the room. It is done twice: when the owner has heard the second, the first has gone to all who were to hear it.
    /// </summary>
    public async Task<string> HearsAsync(Func<int, Task> act, Func<int, Predicate<WireFrame>> heard)
    {
        for (int time = 0; time < 2; time++)
        {
            await act(time);
            if (Relation != "owner")
            {
                await Cast.Owner.NextAsync(heard(time), $"the event of time {time}");
            }
        }

        if (Relation is "owner")
        {
            await Asker.NextAsync(heard(0), "the event");
            return "hears";
        }

        // Before its hello nobody is answered but by an error, which is a sign of life all the same.
        await Asker.AskAsync("ping");
        return Asker.TakeKept(heard(0)).Count > 0 ? "hears" : "nothing";
    }
}
