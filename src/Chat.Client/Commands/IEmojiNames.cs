namespace Chat.Client.Commands;

/// <summary>Knows the names by which people write emoji.</summary>
internal interface IEmojiNames
{
    /// <summary>Those whose name begins so, the shortest names first.</summary>
    /// <param name="beginning">The beginning, without colons, in any case.</param>
    /// <param name="most">At most so many.</param>
    IEnumerable<(string Name, string Emoji)> Find(string beginning, int most);
}
