using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;

namespace Chat.Client.Tui.Searching;

/// <summary>What a search has found so far; asks the server for more without making anyone wait. On the interface's thread.</summary>
/// <param name="chat">The connection.</param>
/// <param name="stop">Ends all waiting.</param>
internal sealed class SearchResults(IChat chat, CancellationToken stop)
{
    private const int PageSize = 30;
    private const int MostKept = 2000;
    private readonly List<FoundMessage> _found = [];
    private string? _next;
    private int _asked;

    /// <summary>Raised when there is something new to show.</summary>
    public event Action? Changed;

    /// <summary>What is searched for; null before the first search.</summary>
    public SearchLine? Line { get; private set; }

    /// <summary>The messages, newest first.</summary>
    public IReadOnlyList<FoundMessage> Found => _found;

    /// <summary>True while an answer is awaited.</summary>
    public bool IsLoading { get; private set; }

    /// <summary>Why the last request failed, clean; null where it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>True where the server has more.</summary>
    public bool HasMore => _next is not null && _found.Count < MostKept;

    /// <summary>Searches for something else.</summary>
    public void Search(SearchLine line)
    {
        (Line, _next) = (line, null);
        _found.Clear();
        _ = LoadAsync(line, null);
    }

    /// <summary>Loads the next page, where there is one and it is not on its way.</summary>
    public void More()
    {
        if (Line is { } line && HasMore && !IsLoading)
        {
            _ = LoadAsync(line, _next);
        }
    }

    // An answer to a search that is not the latest is for nobody.
    private async Task LoadAsync(SearchLine line, string? cursor)
    {
        int asked = ++_asked;
        (IsLoading, Problem) = (true, null);
        Changed?.Invoke();
        try
        {
            SearchOk page = await chat.SearchAsync(line, cursor, PageSize, stop);
            if (asked == _asked)
            {
                _found.AddRange(page.Messages);
                _next = page.Next;
            }
        }
        catch (ChatException e)
        {
            Problem = asked == _asked ? EventText.Reason(e.Message) : Problem;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }

        IsLoading &= asked != _asked;
        Changed?.Invoke();
    }
}
