namespace Chat.Faults.Faults;

/// <summary>A way to break things, and to heal them again.</summary>
internal interface IFault
{
    /// <summary>For the table.</summary>
    string Name { get; }

    /// <summary>True where it is about the server itself or its storage: such faults come one after the other. Others come over one another.</summary>
    bool IsOfNode { get; }

    /// <summary>Why it can't be had here; null where it can.</summary>
    string? Obstacle(Scene scene);

    /// <summary>Breaks something, and ends when it is healed.</summary>
    /// <param name="scene">What there is to break.</param>
    /// <param name="random">Every choice comes from here, so that a seed repeats it.</param>
    /// <returns>How many connections it hit; 0 where it is not about connections.</returns>
    Task<int> StrikeAsync(Scene scene, Random random);
}
