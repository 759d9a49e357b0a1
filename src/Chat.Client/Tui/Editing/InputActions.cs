using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Editing;

/// <summary>The keys of the line where one types: those of Emacs and of shells, but that Ctrl+K is elsewhere in a chat.</summary>
internal static class InputActions
{
    /// <summary>Sends what is written.</summary>
    public static readonly UiAction Send = new("input.send", "send the message, run the command", "Enter");

    /// <summary>Begins a new line. What terminals send for Ctrl+J arrives as Ctrl+Enter.</summary>
    public static readonly UiAction NewLine = new("input.new-line", "a new line in the message (Ctrl+J is Ctrl+Enter)", "Alt+Enter", "Ctrl+Enter", "Shift+Enter");

    /// <summary>The next completion.</summary>
    public static readonly UiAction Complete = new("input.complete", "complete a command, name, room or :emoji", "Tab");

    /// <summary>The completion before.</summary>
    public static readonly UiAction CompleteBack = new("input.complete-back", "the completion before", "Shift+Tab");

    /// <summary>A row up, or the line typed before.</summary>
    public static readonly UiAction Up = new("input.up", "a row up; in the first one, the line typed before", "CursorUp");

    /// <summary>A row down, or the line typed after.</summary>
    public static readonly UiAction Down = new("input.down", "a row down; in the last one, the line typed after", "CursorDown");

    /// <summary>Looks for a line typed before.</summary>
    public static readonly UiAction History = new("input.history", "search the lines typed before", "Alt+R");

    /// <summary>A grapheme to the left.</summary>
    public static readonly UiAction Left = new("input.left", "to the left", "CursorLeft", "Ctrl+B");

    /// <summary>A grapheme to the right.</summary>
    public static readonly UiAction Right = new("input.right", "to the right", "CursorRight", "Ctrl+F");

    /// <summary>A word to the left.</summary>
    public static readonly UiAction WordLeft = new("input.word-left", "a word to the left", "Alt+B", "Ctrl+CursorLeft", "Alt+CursorLeft");

    /// <summary>A word to the right.</summary>
    public static readonly UiAction WordRight = new("input.word-right", "a word to the right", "Alt+F", "Ctrl+CursorRight", "Alt+CursorRight");

    /// <summary>To the beginning of the line.</summary>
    public static readonly UiAction LineStart = new("input.line-start", "to the beginning of the line", "Home", "Ctrl+A");

    /// <summary>To the end of the line.</summary>
    public static readonly UiAction LineEnd = new("input.line-end", "to the end of the line", "End", "Ctrl+E");

    /// <summary>Erases backwards. What some terminals send for Backspace arrives as Ctrl+Backspace.</summary>
    public static readonly UiAction EraseBack = new("input.erase-back", "erase the character before", "Backspace", "Shift+Backspace", "Ctrl+Backspace");

    /// <summary>Erases forwards.</summary>
    public static readonly UiAction EraseNext = new("input.erase", "erase the character behind", "Delete", "Ctrl+D");

    /// <summary>Cuts to the beginning of the line.</summary>
    public static readonly UiAction CutLineStart = new("input.cut-line-start", "cut to the beginning of the line", "Ctrl+U");

    /// <summary>Cuts to the end of the line.</summary>
    public static readonly UiAction CutLineEnd = new("input.cut-line-end", "cut to the end of the line", "Alt+K");

    /// <summary>Cuts back to a blank.</summary>
    public static readonly UiAction CutToBlank = new("input.cut-to-blank", "cut back to a blank", "Ctrl+W");

    /// <summary>Cuts the word before.</summary>
    public static readonly UiAction CutWordBack = new("input.cut-word-back", "cut the word before", "Alt+Backspace");

    /// <summary>Cuts the word behind.</summary>
    public static readonly UiAction CutWordNext = new("input.cut-word", "cut the word behind", "Alt+D", "Ctrl+Delete");

    /// <summary>Writes what was cut.</summary>
    public static readonly UiAction Yank = new("input.yank", "insert what was cut last", "Ctrl+Y");

    /// <summary>Writes what was cut before.</summary>
    public static readonly UiAction YankOlder = new("input.yank-older", "right after that: what was cut before it", "Alt+Y");

    /// <summary>Exchanges two characters.</summary>
    public static readonly UiAction Transpose = new("input.transpose", "exchange the characters around the cursor", "Ctrl+T");

    /// <summary>Takes a change back. What terminals send for Ctrl+_ and Ctrl+/ arrives as Ctrl+7.</summary>
    public static readonly UiAction Undo = new("input.undo", "take a change back (Ctrl+_ is Ctrl+7)", "Ctrl+7");

    /// <summary>Makes again what was taken back.</summary>
    public static readonly UiAction Redo = new("input.redo", "make it again", "Alt+Z");

    /// <summary>Writes in an editor.</summary>
    public static readonly UiAction Editor = new("input.editor", "write in $VISUAL or $EDITOR", "Alt+E");

    /// <summary>Draws the screen anew.</summary>
    public static readonly UiAction Redraw = new("redraw", "draw the screen anew", "Ctrl+L");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } =
    [
        Send, NewLine, Complete, CompleteBack, Up, Down, History, Left, Right, WordLeft, WordRight, LineStart, LineEnd, EraseBack, EraseNext, CutLineStart, CutLineEnd, CutToBlank,
        CutWordBack, CutWordNext, Yank, YankOlder, Transpose, Undo, Redo, Editor, Redraw,
    ];
}
