namespace Chat.Client.Plain;

/// <summary>How plain mode writes.</summary>
internal enum PlainStyle
{
    /// <summary>Lines for people.</summary>
    Lines,

    /// <summary>The same in colours.</summary>
    Colours,

    /// <summary>JSON for programs.</summary>
    Json,
}
