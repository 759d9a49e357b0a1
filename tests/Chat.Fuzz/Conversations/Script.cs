using System.Buffers.Binary;

namespace Chat.Fuzz.Conversations;

/// <summary>What one step does to a connection.</summary>
internal enum StepKind
{
    /// <summary>Sends bytes, in one piece.</summary>
    Write,

    /// <summary>Sends a hello with the token that another connection was given.</summary>
    Resume,

    /// <summary>Waits for the answer to all that was asked.</summary>
    Wait,

    /// <summary>Sends no more.</summary>
    Finish,

    /// <summary>Cuts the connection.</summary>
    Reset,
}

/// <summary>One step of a conversation.</summary>
/// <param name="Peer">Which connection; it is opened with its first step.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Bytes">What it sends; for <see cref="StepKind.Resume"/> the number of the other connection.</param>
internal sealed record Step(int Peer, StepKind Kind, byte[] Bytes);

/// <summary>Conversations as bytes, so that one that failed can be kept.</summary>
internal static class Script
{
    private const int HeadBytes = 6;

    /// <summary>Most connections of one conversation.</summary>
    public const int MostPeers = 6;

    /// <summary>The steps as bytes.</summary>
    public static byte[] Write(IEnumerable<Step> steps)
    {
        List<byte> script = [];
        foreach (Step step in steps)
        {
            byte[] head = [(byte)step.Peer, (byte)step.Kind, 0, 0, 0, 0];
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(2), step.Bytes.Length);
            script.AddRange([.. head, .. step.Bytes]);
        }

        return [.. script];
    }

    /// <summary>The steps back.</summary>
    public static List<Step> Read(ReadOnlySpan<byte> script)
    {
        List<Step> steps = [];
        while (script.Length >= HeadBytes)
        {
            int length = Math.Min(BinaryPrimitives.ReadInt32BigEndian(script[2..]), script.Length - HeadBytes);
            steps.Add(new Step(script[0] % MostPeers, (StepKind)(script[1] % 5), script.Slice(HeadBytes, length).ToArray()));
            script = script[(HeadBytes + length)..];
        }

        return steps;
    }
}
