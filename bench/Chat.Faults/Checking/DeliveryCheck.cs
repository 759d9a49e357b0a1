using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>
/// Checks a history against the delivery contract (docs/delivery.md). Pure: the same history, the same findings. Where the logs could not be read, that is the
/// finding, and nothing is said about what they should hold.
/// </summary>
internal static class DeliveryCheck
{
    public static Findings Run(RunHistory history)
    {
        var findings = new Findings(history);
        foreach (Incident incident in history.Incidents)
        {
            findings.Add(ViolationKind.Incident, $"{incident.Kind}: {incident.Text}");
        }

        var ledger = Ledger.Of(history, findings);
        if (history.Incidents.Any(incident => incident.Kind == IncidentKind.LogsNotRead))
        {
            return findings;
        }

        LogCheck.Run(history, ledger, findings);
        OrderCheck.Run(history, ledger, findings);
        StreamCheck.Run(history, findings);
        return findings;
    }
}
