using System.Drawing;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chat.Client.Tui;

/// <summary>The screen's parts, where <see cref="PaneLayout"/> places them.</summary>
internal sealed class ChatWindow : Window
{
    private const int InputColumns = 20;
    private readonly BarView _prompt;
    private PaneOptions _options = new();
    private (Size Window, PaneOptions Options, PaneLayout Layout)? _placed;

    /// <summary>The parts, empty.</summary>
    public ChatWindow(Palette palette, MessageLayout layout)
    {
        Palette = palette;
        BorderStyle = LineStyle.None;
        Header = new BarView(palette);
        Rooms = new ListPane(palette, ruleAtRight: true);
        Chat = new ScrollbackView(palette, layout);
        Users = new ListPane(palette, ruleAtRight: false);
        _prompt = new BarView(palette, Ink.Normal);
        Input = new InputLine(palette);
        Input.RowsChanged += () => GiveInput(Input.Rows);
        Footer = new BarView(palette);
        Place(Header, panes => panes.Header);
        Place(Rooms, panes => panes.Rooms);
        Place(Chat, panes => panes.Chat);
        Place(Users, panes => panes.People);
        Place(_prompt, panes => panes.Prompt);
        Place(Input, panes => panes.Input);
        Place(Footer, panes => panes.Footer);
        Prompt(null);
        Input.SetFocus();
    }

    /// <summary>The colours.</summary>
    public Palette Palette { get; }

    /// <summary>Rows of the input and of what stands below it.</summary>
    public int FootRows => Panes.Input.Height + Panes.Footer.Height;

    /// <summary>Where the parts stand.</summary>
    public PaneLayout Panes
    {
        get
        {
            Size size = Viewport.Size;
            if (_placed is not { } placed || placed.Window != size || placed.Options != _options)
            {
                _placed = placed = (size, _options, PaneLayout.Of(size.Width, size.Height, _options));
            }

            return placed.Layout;
        }
    }

    /// <summary>The room and its topic.</summary>
    public BarView Header { get; }

    /// <summary>The rooms.</summary>
    public ListPane Rooms { get; }

    /// <summary>What is said.</summary>
    public ScrollbackView Chat { get; }

    /// <summary>Who is here.</summary>
    public ListPane Users { get; }

    /// <summary>Where one types.</summary>
    public InputLine Input { get; }

    /// <summary>How the client stands to the server.</summary>
    public BarView Footer { get; }

    /// <summary>Says before the line to type in what is asked for; null for the chat again.</summary>
    public void Prompt(string? question)
    {
        string shown = question is null ? "> " : $"{question}: ";
        int most = Math.Max(2, Viewport.Width - InputColumns);
        shown = shown.Length > most ? shown[^most..] : shown;
        _prompt.Show([new Span(shown, Ink.Dim)]);
        Arrange(_options with { PromptColumns = shown.Length });
    }

    /// <summary>Places the lists as somebody has chosen; the input keeps what it asked for.</summary>
    public void Show(PaneOptions lists) => Arrange(lists with { InputRows = _options.InputRows, PromptColumns = _options.PromptColumns });

    /// <summary>Gives the input so many rows, or as many as the screen has for it.</summary>
    public void GiveInput(int rows) => Arrange(_options with { InputRows = rows });

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        if (key == Key.Esc)
        {
            Input.SetFocus();
            return true;
        }

        return base.OnKeyDown(key);
    }

    private void Arrange(PaneOptions options)
    {
        if (_options != options)
        {
            _options = options;
            SetNeedsLayout();
        }
    }

    private void Place(View view, Func<PaneLayout, Rectangle> where)
    {
        view.X = Pos.Func(_ => where(Panes).X);
        view.Y = Pos.Func(_ => where(Panes).Y);
        view.Width = Dim.Func(_ => where(Panes).Width);
        view.Height = Dim.Func(_ => where(Panes).Height);
        Add(view);
    }
}
