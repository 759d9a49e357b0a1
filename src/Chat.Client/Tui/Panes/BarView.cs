using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Panes;

/// <summary>One line that says how things stand.</summary>
internal sealed class BarView(Palette palette, Ink ground = Ink.Bar) : RowView(palette)
{
    private IReadOnlyList<Span> _spans = [];

    /// <inheritdoc/>
    protected override Ink Ground => ground;

    /// <summary>Shows another text.</summary>
    public void Show(IReadOnlyList<Span> spans)
    {
        if (!_spans.SequenceEqual(spans))
        {
            _spans = spans;
            SetNeedsDraw();
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y) => y == 0 ? _spans : [];
}
