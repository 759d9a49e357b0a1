using Chat.Fuzz.Inputs;

namespace Chat.Fuzz.Targets;

/// <summary>Something that takes input from the network, and the rules that hold for whatever it is given.</summary>
internal interface IFuzzTarget
{
    /// <summary>For the command line.</summary>
    string Name { get; }

    /// <summary>How many inputs it gets in a turn.</summary>
    int Turn { get; }

    /// <summary>Makes an input: the same for the same dice.</summary>
    byte[] Make(Dice dice);

    /// <summary>Tries an input.</summary>
    /// <exception cref="Exception">Any: that is a finding.</exception>
    ValueTask RunAsync(byte[] input);
}
