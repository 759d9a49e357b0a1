using Akka.Event;

namespace Chat.Server.Logs;

/// <summary>
/// Takes what Akka logs before its loggers run and after they have ended, which it would write to the standard output: that belongs to
/// the commands' answers.
/// </summary>
internal sealed class SilentLogger : MinimalLogger
{
    /// <inheritdoc/>
    protected override void Log(object message)
    {
    }
}
