using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Editing;

/// <summary>What the editor's keys do to the text.</summary>
internal static class EditKeys
{
    /// <summary>Takes them.</summary>
    public static void AddTo(ActionMap actions, InputLine input)
    {
        EditBuffer buffer = input.Buffer;
        On(InputActions.NewLine, () => _ = buffer.IsSecret || buffer.Insert("\n"));
        On(InputActions.Left, () => buffer.Move(-1));
        On(InputActions.Right, () => buffer.Move(1));
        On(InputActions.WordLeft, buffer.MoveToWordStart);
        On(InputActions.WordRight, buffer.MoveToWordEnd);
        On(InputActions.LineStart, buffer.MoveToLineStart);
        On(InputActions.LineEnd, buffer.MoveToLineEnd);
        On(InputActions.EraseBack, buffer.EraseBack);
        On(InputActions.EraseNext, buffer.EraseNext);
        On(InputActions.CutLineStart, buffer.CutToLineStart);
        On(InputActions.CutLineEnd, buffer.CutToLineEnd);
        On(InputActions.CutToBlank, buffer.CutToBlank);
        On(InputActions.CutWordBack, buffer.CutWordBack);
        On(InputActions.CutWordNext, buffer.CutWordNext);
        On(InputActions.Yank, buffer.Yank);
        On(InputActions.YankOlder, () => buffer.YankOlder());
        On(InputActions.Transpose, buffer.Transpose);
        On(InputActions.Undo, buffer.Undo);
        On(InputActions.Redo, buffer.Redo);
        On(InputActions.Redraw, () => Redraw(input));

        void On(UiAction action, Action run) => actions.On(action, () =>
        {
            run();
            return true;
        });
    }

    // What stands on the screen may not be what was drawn: another program wrote to it.
    private static void Redraw(InputLine input)
    {
        if (input.App is { } app)
        {
            app.ClearScreenNextIteration = true;
            app.TopRunnableView?.SetNeedsDraw();
        }
    }
}
