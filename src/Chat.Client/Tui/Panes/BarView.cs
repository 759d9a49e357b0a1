using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Panes;

/// <summary>One line that says how things stand.</summary>
internal sealed class BarView(Palette palette, Ink ground = Ink.Bar) : RowView(palette)
{
    private IReadOnlyList<Span> _spans = [];

    /// <summary>Raised with the index of a span that was clicked.</summary>
    public event Action<int>? Clicked;

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
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Position is not { } at)
        {
            return base.OnMouseEvent(mouse);
        }

        int end = 0;
        for (int index = 0; index < _spans.Count; index++)
        {
            end += Glyphs.Columns(_spans[index].Text);
            if (at.X < end)
            {
                Clicked?.Invoke(index);
                break;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y) => y == 0 ? _spans : [];
}
