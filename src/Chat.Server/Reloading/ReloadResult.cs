namespace Chat.Server.Reloading;

/// <summary>What became of a reload.</summary>
/// <param name="Done">True where the node is now as its settings file says; false where nothing was changed.</param>
/// <param name="Message">One line for the operator. No secrets.</param>
internal sealed record ReloadResult(bool Done, string Message);
