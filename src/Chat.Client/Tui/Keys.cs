using Chat.Client.Commands;
using Chat.Client.Tui.Rows;
using Terminal.Gui.Input;
using CommandOutcome = Chat.Client.Commands.CommandOutcome;

namespace Chat.Client.Tui;

/// <summary>The program's keys.</summary>
internal sealed class Keys
{
    private static readonly string[] Help =
    [
        "Alt+1 to Alt+9, Ctrl+N, Ctrl+P   another room",
        "PageUp, PageDown, Ctrl+End       scroll; at the top older messages come",
        "Tab, Shift+Tab                   complete a command, name or room",
        "Up, Down                         lines typed before",
        "Ctrl+R                           connect again at once",
        "Ctrl+U                           clear the line",
        "Ctrl+C                           clear the line; in an empty one, quit",
        "Ctrl+Q                           quit",
    ];

    private readonly ChatPresenter _presenter;
    private readonly ChatWindow _window;
    private readonly Completer _completer = new();

    /// <summary>Takes the keys of a window.</summary>
    public Keys(ChatPresenter presenter, ChatWindow window)
    {
        (_presenter, _window) = (presenter, window);
        window.Input.Intercept = Press;
    }

    private bool Press(Key key)
    {
        for (int number = 0; number < 9; number++)
        {
            if (key == new Key((char)('1' + number)).WithAlt)
            {
                return GoTo(number);
            }
        }

        if (_presenter.Secrets.IsAsking && (key == Key.Tab || key == Key.Tab.WithShift || key == Key.CursorUp || key == Key.CursorDown))
        {
            return true;
        }

        return key == Key.F1 ? ShowHelp()
            : key == Key.Esc ? _presenter.Secrets.Answer(null)
            : key == Key.Q.WithCtrl ? Leave()
            : key == Key.C.WithCtrl ? ClearLine() || _presenter.Secrets.Answer(null) || Leave()
            : key == Key.U.WithCtrl ? ClearLine() || true
            : key == Key.N.WithCtrl ? Step(1)
            : key == Key.P.WithCtrl ? Step(-1)
            : key == Key.R.WithCtrl ? Retry()
            : key == Key.PageUp ? _window.Chat.ScrollPage(-1)
            : key == Key.PageDown ? _window.Chat.ScrollPage(1)
            : key == Key.End.WithCtrl ? _window.Chat.ScrollToEnd()
            : key == Key.Tab ? Complete(back: false)
            : key == Key.Tab.WithShift ? Complete(back: true)
            : key == Key.CursorUp ? Recall(older: true)
            : key == Key.CursorDown && Recall(older: false);
    }

    private bool Leave()
    {
        _presenter.Leave();
        return true;
    }

    private bool ClearLine()
    {
        bool hadText = _window.Input.Text.Length > 0;
        _window.Input.Put(string.Empty);
        return hadText;
    }

    private bool Retry()
    {
        _presenter.RetryNow();
        return true;
    }

    private bool ShowHelp()
    {
        if (HelpText.For(null) is CommandOutcome.Told commands)
        {
            _presenter.Tell("Keys", Help);
            _presenter.Tell(commands.Headline, commands.Details);
        }

        return true;
    }

    private bool GoTo(int number)
    {
        List<ListRow> rooms = RoomRows.Of(_presenter.State, _presenter.Current);
        if (number < rooms.Count)
        {
            _presenter.GoTo(rooms[number].Name);
        }

        return true;
    }

    private bool Step(int by)
    {
        List<ListRow> rooms = RoomRows.Of(_presenter.State, _presenter.Current);
        int at = rooms.FindIndex(row => row.Ink == Ink.Selected);
        if (rooms.Count > 0)
        {
            _presenter.GoTo(rooms[(at + by + rooms.Count) % rooms.Count].Name);
        }

        return true;
    }

    private bool Complete(bool back)
    {
        // The field counts graphemes, the completer characters.
        string text = _window.Input.Text;
        int caret = Glyphs.CharsBefore(text, _window.Input.InsertionPoint);
        if (_completer.Next(text, caret, back, _presenter.State, _presenter.Current, _presenter.KnownRooms) is { } completion)
        {
            _window.Input.Put(completion.Text, Glyphs.CountBefore(completion.Text, completion.Caret));
        }

        return true;
    }

    private bool Recall(bool older)
    {
        if (_presenter.Current is { } room && _presenter.Memory.Recall(room, older, _window.Input.Text) is { } line)
        {
            _window.Input.Put(line);
        }

        return true;
    }
}
