using System.Diagnostics.CodeAnalysis;

namespace Chat.Fuzz.Running;

/// <summary>A rule that holds for every input did not hold for this one.</summary>
internal sealed class FuzzException(string message) : Exception(message)
{
    /// <summary>Fails where the rule does not hold.</summary>
    public static void Require([DoesNotReturnIf(false)] bool holds, string rule)
    {
        if (!holds)
        {
            throw new FuzzException(rule);
        }
    }
}
