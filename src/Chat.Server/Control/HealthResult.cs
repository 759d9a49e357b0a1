namespace Chat.Server.Control;

/// <summary>Whether a node can serve clients.</summary>
/// <param name="IsReady">True if so.</param>
/// <param name="Message">One line for the operator: ok, or what is wrong.</param>
internal sealed record HealthResult(bool IsReady, string Message);
