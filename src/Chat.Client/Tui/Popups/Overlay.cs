using System.Drawing;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace Chat.Client.Tui.Popups;

/// <summary>
/// Something that lies over the screen and takes the keys until it is closed; what stands in the input line stays as it is. <see cref="Overlays.Open"/>
/// shows it.
/// </summary>
internal abstract class Overlay : RowView
{
    /// <summary>An overlay that is not shown yet.</summary>
    protected Overlay(Palette palette)
        : base(palette)
    {
        CanFocus = true;
        X = Pos.Func(_ => Placed.X);
        Y = Pos.Func(_ => Placed.Y);
        Width = Dim.Func(_ => Placed.Width);
        Height = Dim.Func(_ => Placed.Height);
    }

    /// <summary>Raised when it wants to be closed.</summary>
    public event Action? Closing;

    /// <summary>Rows at the foot of the window that overlays leave free: the input and the line below it.</summary>
    public Func<int> FootRows { get; set; } = () => 0;

    /// <summary>True where a press of a button beside it closes it.</summary>
    public virtual bool ClosesOnPressBeside => true;

    /// <inheritdoc/>
    protected override Ink Ground => Ink.Popup;

    private Rectangle Placed => Place(SuperView?.Viewport.Size ?? Size.Empty);

    /// <summary>Takes a key.</summary>
    /// <returns>False where it has no use for it.</returns>
    public abstract bool Press(Key key);

    /// <summary>It was closed, whoever wanted it.</summary>
    public virtual void Closed()
    {
    }

    /// <summary>Wants to be closed.</summary>
    public void Close() => Closing?.Invoke();

    /// <summary>Where it stands in a window of a size; called anew whenever that changes.</summary>
    protected abstract Rectangle Place(Size window);

    /// <summary>The whole window but for its foot; all of it where that is too low.</summary>
    protected Rectangle AboveFoot(Size window)
    {
        int rows = window.Height - FootRows();
        return new Rectangle(0, 0, window.Width, rows < 2 ? window.Height : rows);
    }
}
