namespace Chat.Client.Connecting;

/// <summary>What a connection is for.</summary>
internal enum ChatUse
{
    /// <summary>One request or two, and gone.</summary>
    Once,

    /// <summary>Tells each message once, and goes on where the last run was cut off.</summary>
    Lines,

    /// <summary>Shows rooms as they are, with what is unread in them.</summary>
    Screen,
}
