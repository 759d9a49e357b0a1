using Akka.Actor;
using Chat.Actors.Search;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <content>Searching.</content>
public sealed partial class ConnectionActor
{
    private void Search(ConnectionProtocol.Requested requested, SearchRequest request)
    {
        if (SearchMapping.ToQuery(request, _user, _options.Current.Names, out Storage.SearchQuery query) is { } refusal)
        {
            Refuse(requested, refusal);
        }
        else
        {
            _neighbours.Searcher.Tell(new SearcherProtocol.Search(new RequestRef(_device, requested.Ticket, request.Id), query));
        }
    }

    /// <summary>While it was searched the user may have been sent out of a room: the connection knows when the answer leaves.</summary>
    private void OnFound(SearcherProtocol.Found found)
    {
        var page = new FoundPage(found.Origin.Re, found.Page, found.Only, _options.Current.Names);
        _connection.Reply(found.Origin.Ticket, page.Frame, page);
    }
}
