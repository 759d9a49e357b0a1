namespace Chat.Client.Tui.Editing;

/// <content>Taking changes back.</content>
internal sealed partial class EditBuffer
{
    private const int MaxSteps = 200;
    private const int MaxKept = 8 * EditText.MaxLength;
    private readonly List<(string Text, int Caret)> _done = [];
    private readonly List<(string Text, int Caret)> _undone = [];

    /// <summary>Takes the last change back.</summary>
    public void Undo() => Step(_done, _undone);

    /// <summary>Makes again what was taken back last.</summary>
    public void Redo() => Step(_undone, _done);

    private void Step(List<(string Text, int Caret)> from, List<(string Text, int Caret)> to)
    {
        if (from.Count == 0)
        {
            return;
        }

        (string text, int caret) = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add((_text, _caret));
        _last = Deed.Other;
        Become(text, caret);
    }

    // What goes on with the deed before is taken back together with it.
    private void Keep(Deed deed, bool goesOn = false)
    {
        _last = deed;
        _undone.Clear();
        if (goesOn || IsSecret)
        {
            return;
        }

        _done.Add((_text, _caret));
        while (_done.Count > MaxSteps || (_done.Count > 1 && _done.Sum(step => step.Text.Length) > MaxKept))
        {
            _done.RemoveAt(0);
        }
    }

    private void ForgetSteps()
    {
        _done.Clear();
        _undone.Clear();
    }
}
