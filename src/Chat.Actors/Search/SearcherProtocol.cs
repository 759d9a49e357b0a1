using Chat.Actors.Edge;
using Chat.Actors.Storage;

namespace Chat.Actors.Search;

/// <summary>What a connection and its node's <see cref="Searcher"/> say to each other. A refusal comes as a <see cref="Sessions.SessionProtocol.Reply"/>.</summary>
public static class SearcherProtocol
{
    /// <summary>Searches when it is its turn.</summary>
    public sealed record Search(RequestRef Origin, SearchQuery Query);

    /// <summary>The answer, to the device's connection.</summary>
    public sealed record Found(RequestRef Origin, SearchPage Page);

    internal sealed record Finished(Search Search, object Answer);
}
