using Chat.Client.Tui.Painting;
using Terminal.Gui.App;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Terminal.Gui.Views;

namespace Chat.Client.Tests.Tui.Painting;

/// <summary>Rows painted by the real view and driver between two neighbours, on a screen that only a test sees.</summary>
internal sealed class PaintBox : IDisposable
{
    private readonly SynchronizationContext? _before = SynchronizationContext.Current;
    private readonly IApplication _app;
    private readonly Window _window = new() { BorderStyle = LineStyle.None };
    private readonly SessionToken _token;
    private readonly Rows _left;
    private readonly Rows _rows;
    private readonly Rows _right;

    public PaintBox(int width, int height, Palette palette)
    {
        TestScreen.UseNoRealTerminal();
        (Width, Height) = (width, height);
        _app = Application.Create(new VirtualTimeProvider()).Init(DriverRegistry.Names.ANSI);
        _app.Driver!.SetScreenSize(width + 2, height);
        _left = new Rows(palette) { Width = 1, Height = height };
        _rows = new Rows(palette) { X = 1, Width = width, Height = height };
        _right = new Rows(palette) { X = width + 1, Width = 1, Height = height };
        _window.Add(_left, _rows, _right);
        _token = _app.Begin(_window)!;
        SynchronizationContext.SetSynchronizationContext(_before);
        Terminal = new TerminalModel(width + 2, height);
        _left.Show([.. Enumerable.Repeat<IReadOnlyList<Span>>([new Span("<", Ink.Normal)], height)]);
        _right.Show([.. Enumerable.Repeat<IReadOnlyList<Span>>([new Span(">", Ink.Normal)], height)]);
        Draw();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>What a terminal shows that is given the whole screen.</summary>
    public TerminalModel Terminal { get; private set; }

    public Cell Cell(int x, int y) => _app.Driver!.Contents![y, x];

    public string? Url(int x, int y) => _app.Driver!.GetOutputBuffer().GetCellUrl(x, y);

    /// <summary>Shows rows, and returns how many characters the last change took.</summary>
    public int Show(IReadOnlyList<IReadOnlyList<Span>> rows)
    {
        _rows.Show(rows);
        return Draw();
    }

    public void Dispose()
    {
        _app.End(_token);
        _window.Dispose();
        _app.Dispose();
        SynchronizationContext.SetSynchronizationContext(_before);
    }

    private int Draw()
    {
        _app.LayoutAndDraw();
        Terminal = new TerminalModel(Width + 2, Height);
        Terminal.Write(_app.Driver!.ToAnsi());
        return _app.Driver!.GetOutput().GetLastOutput().Length;
    }

    private sealed class Rows(Palette palette) : RowView(palette)
    {
        private IReadOnlyList<IReadOnlyList<Span>> _rows = [];

        public void Show(IReadOnlyList<IReadOnlyList<Span>> rows)
        {
            _rows = rows;
            SetNeedsDraw();
        }

        protected override IReadOnlyList<Span> Row(int y) => y < _rows.Count ? _rows[y] : [];
    }
}
