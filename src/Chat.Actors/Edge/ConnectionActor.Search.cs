using Akka.Actor;
using Chat.Actors.Search;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

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

    private void OnFound(SearcherProtocol.Found found) =>
        _connection.Reply(found.Origin.Ticket, FrameCodec.Encode(SearchMapping.ToFrame(found.Page) with { Re = found.Origin.Re }));
}
