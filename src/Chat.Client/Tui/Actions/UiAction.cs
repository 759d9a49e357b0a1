namespace Chat.Client.Tui.Actions;

/// <summary>Something a key can do. Each part of the interface declares its own, and says what happens with <see cref="ActionMap.On"/>.</summary>
/// <param name="Name">Its name in the settings: <c>view.page-up</c>.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Keys">The keys by default, as <see cref="Terminal.Gui.Input.Key.TryParse(string, out Terminal.Gui.Input.Key)"/> reads them.</param>
internal sealed record UiAction(string Name, string Help, params string[] Keys)
{
    /// <summary>True where it acts while nothing is being typed, so that its key may be a letter.</summary>
    public bool MayBeLetter { get; init; }
}
