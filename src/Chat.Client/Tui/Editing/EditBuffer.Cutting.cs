namespace Chat.Client.Tui.Editing;

/// <content>Cutting, and bringing back what was cut.</content>
internal sealed partial class EditBuffer
{
    private int _yankedAt;

    /// <summary>Cuts from the caret to the beginning of its line; at the beginning, the line break before it.</summary>
    public void CutToLineStart() => Cut(_caret == LineStart ? Border(-1) : LineStart, _caret);

    /// <summary>Cuts from the caret to the end of its line; at the end, the line break.</summary>
    public void CutToLineEnd() => Cut(_caret, _caret == LineEnd ? Border(1) : LineEnd);

    /// <summary>Cuts the word before the caret.</summary>
    public void CutWordBack() => Cut(EditText.WordStart(_text, _caret), _caret);

    /// <summary>Cuts the word behind the caret.</summary>
    public void CutWordNext() => Cut(_caret, EditText.WordEnd(_text, _caret));

    /// <summary>Cuts what stands before the caret up to a blank.</summary>
    public void CutToBlank() => Cut(EditText.BlankStart(_text, _caret), _caret);

    /// <summary>Cuts everything.</summary>
    public void CutAll() => Cut(0, _text.Length);

    /// <summary>Writes at the caret what was cut last.</summary>
    public void Yank()
    {
        if (ring.Newest() is { } text)
        {
            PutYanked(text, _caret, _caret);
        }
    }

    /// <summary>Right after a yank: puts what was cut before in its place.</summary>
    /// <returns>False where nothing was yanked just now.</returns>
    public bool YankOlder()
    {
        if (_last != Deed.Yanked || ring.Older() is not { } text)
        {
            return false;
        }

        PutYanked(text, _yankedAt, _caret);
        return true;
    }

    private void PutYanked(string text, int from, int to)
    {
        Keep(Deed.Yanked);
        string fitting = Fitting(text, EditText.MaxLength - _text.Length + (to - from));
        Become(string.Concat(_text.AsSpan(0, from), fitting, _text.AsSpan(to)), from + fitting.Length);
        _yankedAt = from;
    }

    private void Cut(int from, int to)
    {
        if (to <= from)
        {
            return;
        }

        if (!IsSecret)
        {
            ring.Add(_text[from..to], _last == Deed.Cut ? (from < _caret ? KillPlace.Before : KillPlace.Behind) : KillPlace.New);
        }

        Keep(Deed.Cut);
        Become(_text.Remove(from, to - from), from);
    }
}
