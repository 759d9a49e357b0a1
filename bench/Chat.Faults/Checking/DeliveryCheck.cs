using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>Checks a history against the delivery contract (docs/delivery.md). Pure: the same history, the same findings.</summary>
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
        LogCheck.Run(history, ledger, findings);
        OrderCheck.Run(history, ledger, findings);
        StreamCheck.Run(history, findings);
        return findings;
    }
}
