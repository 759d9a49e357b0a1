namespace Chat.Bench.Measure;

/// <summary>Open while the run is measured: not in the warm-up, not in the end.</summary>
internal sealed class MeasureWindow
{
    private volatile bool _open;

    public bool IsOpen
    {
        get => _open;
        set => _open = value;
    }
}
