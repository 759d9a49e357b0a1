using Chat.Actors.Edge;
using Chat.Actors.Storage;

namespace Chat.Actors.Search;

/// <summary>What a connection and its node's <see cref="Searcher"/> say to each other. A refusal comes as a <see cref="Sessions.SessionProtocol.Reply"/>.</summary>
public static class SearcherProtocol
{
    /// <summary>Searches when it is its turn.</summary>
    public sealed record Search(RequestRef Origin, SearchQuery Query);

    /// <summary>The answer, to the device's connection.</summary>
    /// <param name="Origin">Who asked.</param>
    /// <param name="Page">What was found.</param>
    /// <param name="Only">The one room that was searched; null for all, and for a private one.</param>
    public sealed record Found(RequestRef Origin, SearchPage Page, RoomId? Only = null);

    internal sealed record Finished(Search Search, object Answer);
}
