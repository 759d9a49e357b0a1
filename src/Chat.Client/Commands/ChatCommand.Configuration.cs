namespace Chat.Client.Commands;

/// <content>The settings.</content>
internal abstract partial record ChatCommand
{
    /// <summary><c>/set</c>: sets a setting; shows it where the value is null, and what is not at its default where the name is.</summary>
    public sealed record Set(string? Name, string? Value) : ChatCommand;

    /// <summary><c>/unset</c>: back to the default.</summary>
    public sealed record Unset(string Name) : ChatCommand;

    /// <summary><c>/reload</c>: reads the settings file again.</summary>
    public sealed record Reload : ChatCommand;

    /// <summary><c>/profiles</c>.</summary>
    public sealed record Profiles : ChatCommand;

    /// <summary><c>/keys</c>.</summary>
    public sealed record Keys : OnScreen;

    /// <summary><c>/bind</c>: gives an action keys as written; null to show which it has.</summary>
    public sealed record Bind(string Action, string? Written) : OnScreen;

    /// <summary><c>/unbind</c>: an action without a key.</summary>
    public sealed record Unbind(string Action) : OnScreen;
}
