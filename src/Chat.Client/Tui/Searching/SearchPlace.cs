using Chat.Client.Tui.Popups;

namespace Chat.Client.Tui.Searching;

/// <summary>Where somebody is in a search, kept while its overlay is closed.</summary>
internal sealed class SearchPlace
{
    /// <summary>What is typed.</summary>
    public QueryLine Query { get; } = new();

    /// <summary>What is wrong with it; empty for nothing.</summary>
    public string Problem { get; set; } = string.Empty;

    /// <summary>The index of the chosen message.</summary>
    public int Chosen { get; set; }

    /// <summary>The index of the first one on the screen.</summary>
    public int Top { get; set; }
}
