using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Chat.Client.Tui;

/// <summary>The screen's parts and where they stand. The lists make way for the chat where the screen is narrow.</summary>
internal sealed class ChatWindow : Window
{
    private const int RoomColumns = 20;
    private const int UserColumns = 18;
    private const int UsersFrom = 70;
    private const int RoomsFrom = 45;

    private const int InputColumns = 20;
    private readonly BarView _prompt;
    private int _promptWidth = 2;

    /// <summary>The parts, empty.</summary>
    public ChatWindow(Palette palette, MessageLayout layout)
    {
        BorderStyle = LineStyle.None;
        Palette = palette;
        Header = new BarView(palette) { Width = Dim.Fill(), Height = 1 };
        Rooms = new ListPane(palette, ruleAtRight: true) { Y = 1, Width = Dim.Func(_ => RoomWidth), Height = Dim.Fill(2) };
        Chat = new ScrollbackView(palette, layout) { X = Pos.Func(_ => RoomWidth), Y = 1, Width = Dim.Func(_ => Math.Max(1, Viewport.Width - RoomWidth - UserWidth)), Height = Dim.Fill(2) };
        Users = new ListPane(palette, ruleAtRight: false) { X = Pos.Func(_ => Viewport.Width - UserWidth), Y = 1, Width = Dim.Func(_ => UserWidth), Height = Dim.Fill(2) };
        _prompt = new BarView(palette, Ink.Normal) { Y = Pos.AnchorEnd(2), Width = Dim.Func(_ => _promptWidth), Height = 1 };
        Input = new InputLine { X = Pos.Func(_ => _promptWidth), Y = Pos.AnchorEnd(2), Width = Dim.Fill(), Height = 1 };
        Footer = new BarView(palette) { Y = Pos.AnchorEnd(1), Width = Dim.Fill(), Height = 1 };
        Add(Header, Rooms, Chat, Users, _prompt, Input, Footer);
        Prompt(null);
        Input.SetFocus();
    }

    /// <summary>The colours.</summary>
    public Palette Palette { get; }

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

    /// <summary>Says before the line to type in what is asked for, and hides what is typed; null for the chat again.</summary>
    public void Prompt(string? question)
    {
        string shown = question is null ? "> " : $"{question}: ";
        int most = Math.Max(2, Viewport.Width - InputColumns);
        shown = shown.Length > most ? shown[^most..] : shown;
        _promptWidth = shown.Length;
        _prompt.Show([new Span(shown, Ink.Dim)]);
        Input.Secret = question is not null;
        SetNeedsLayout();
    }

    private int RoomWidth => Viewport.Width >= RoomsFrom ? RoomColumns : 0;

    private int UserWidth => Viewport.Width >= UsersFrom ? UserColumns : 0;

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
}
