using System.Drawing;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Popups;

/// <summary>Something to choose from a <see cref="Menu"/>.</summary>
/// <param name="Text">What it is, clean.</param>
/// <param name="Do">What happens then.</param>
internal sealed record MenuItem(string Text, Action Do);

/// <summary>A few things to choose from, beside what they are about.</summary>
/// <param name="palette">The colours.</param>
/// <param name="title">What they are about, clean.</param>
/// <param name="items">The things, at least one.</param>
/// <param name="at">Where on the screen it is to stand, as near as it can.</param>
internal sealed class Menu(Palette palette, string title, IReadOnlyList<MenuItem> items, Point at) : Overlay(palette)
{
    private int _chosen;
    private MenuItem? _done;

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        int? by = key == Key.CursorUp || key == Key.Tab.WithShift ? -1 : key == Key.CursorDown || key == Key.Tab ? 1 : null;
        if (by is { } step)
        {
            _chosen = (_chosen + step + items.Count) % items.Count;
            SetNeedsDraw();
            return true;
        }

        if (key != Key.Enter)
        {
            return false;
        }

        Choose(_chosen);
        return true;
    }

    /// <inheritdoc/>
    public override void Closed() => _done?.Do();

    /// <inheritdoc/>
    protected override Rectangle Place(Size window)
    {
        int width = Math.Min(window.Width, items.Select(item => item.Text).Append(title).Max(Glyphs.Columns) + 2);
        int height = Math.Min(window.Height, items.Count + 1);
        return new Rectangle(Math.Clamp(at.X, 0, window.Width - width), Math.Clamp(at.Y, 0, window.Height - height), width, height);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { Y: > 0 } pressed && First + pressed.Y - 1 < items.Count)
        {
            Choose(First + pressed.Y - 1);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        if (y == 0)
        {
            return [new Span($" {Glyphs.Cut(title, Viewport.Width - 2)}", new Look(Ink.Popup, Marks.Bold))];
        }

        int index = First + y - 1;
        Ink ink = index == _chosen ? Ink.Selected : Ink.Popup;
        return index < items.Count ? [new Span($" {items[index].Text}".PadRight(Viewport.Width), ink)] : [];
    }

    // Where the screen is too low for all, the chosen one is among those that are shown.
    private int First => Math.Max(0, _chosen - Math.Max(0, Viewport.Height - 2));

    private void Choose(int index)
    {
        _done = items[index];
        Close();
    }
}
