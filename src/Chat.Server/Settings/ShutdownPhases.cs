using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Chat.Server.Settings;

/// <summary>The phases of Akka's coordinated shutdown.</summary>
internal static class ShutdownPhases
{
    private const string Section = "akka.coordinated-shutdown";

    /// <summary>The timeouts of all phases together: the longest the actor system's stop can take.</summary>
    /// <param name="akka">The <c>akka</c> section; what it leaves out is as Akka has it.</param>
    /// <exception cref="SettingsException">A timeout is no duration.</exception>
    public static TimeSpan Total(Config akka)
    {
        try
        {
            return Sum(akka);
        }
        catch (Exception e) when (e is FormatException or ConfigurationException)
        {
            throw new SettingsException($"{Section} has a timeout that is no duration: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static TimeSpan Sum(Config akka)
    {
        Config section = akka.WithFallback(ConfigurationFactory.Default()).GetConfig(Section);
        TimeSpan ordinary = section.GetTimeSpan("default-phase-timeout");
        var total = TimeSpan.Zero;
        foreach (string phase in section.GetConfig("phases").Root.GetObject().Items.Keys)
        {
            total += section.GetTimeSpan($"phases.{phase}.timeout", ordinary);
        }

        return total;
    }
}
