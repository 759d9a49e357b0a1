using System.Globalization;
using System.Text;

namespace Chat.Client.Text;

/// <summary>Cleans one text, character by character.</summary>
/// <param name="capacity">About how long the text is, in UTF-16 units.</param>
/// <param name="keepBreaks">True to keep line breaks; else they become spaces.</param>
/// <param name="joinsEmoji">True to keep skin tones and joined emoji.</param>
internal sealed class TextCleaner(int capacity, bool keepBreaks, bool joinsEmoji)
{
    private const int MaxMarks = 4;
    private const int MaxSpacingMarks = 2;
    private const int MaxJoined = 5;
    private const char Replacement = '\uFFFD';
    private const char DottedCircle = '\u25CC';
    private const char Joiner = '\u200D';
    private const char NonJoiner = '\u200C';
    private const string TabButOne = "   ";
    private readonly StringBuilder _clean = new(capacity);
    private Rune _last;
    private Rune _waiting;
    private char _between;
    private int _marks;
    private int _spacingMarks;
    private int _joined;
    private bool _afterReturn;

    /// <summary>Takes the next character.</summary>
    public void Add(Rune rune)
    {
        bool secondOfBreak = _afterReturn && rune.Value == '\n';
        _afterReturn = rune.Value == '\r';
        if (secondOfBreak)
        {
            return;
        }

        if (rune.Value == Joiner || rune.Value == NonJoiner)
        {
            _between = (char)rune.Value;
        }
        else if (Characters.IsSkinTone(rune.Value))
        {
            Tone(rune);
        }
        else if (!Characters.IsInvisible(rune))
        {
            Visible(rune);
            _between = default;
        }
    }

    /// <summary>The clean text.</summary>
    public string End()
    {
        Settle();
        return _clean.ToString();
    }

    private void Visible(Rune rune)
    {
        if (Pairs(rune))
        {
            return;
        }

        Settle();
        if (Characters.IsRegional(rune.Value) || Hangul.IsLeading(rune.Value))
        {
            _waiting = rune;
            return;
        }

        switch (rune.Value)
        {
            case '\t':
                Text(TabButOne);
                Put(new Rune(' '));
                break;
            case '\n' or '\r' or '\u000b' or '\u000c' or '\u0085' or '\u2028' or '\u2029':
                Put(new Rune(keepBreaks ? '\n' : ' '));
                break;
            default:
                Other(rune);
                break;
        }
    }

    private void Other(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                Mark(rune, ref _marks, MaxMarks);
                break;
            case UnicodeCategory.SpacingCombiningMark:
                Mark(rune, ref _spacingMarks, MaxSpacingMarks);
                break;
            case UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                Put(new Rune(Replacement));
                break;
            default:
                Letter(rune);
                break;
        }
    }

    private void Letter(Rune rune)
    {
        if (Hangul.IsJamo(rune.Value))
        {
            Put(Hangul.Alone(rune.Value) is { } alone ? new Rune(alone) : new Rune(Replacement));
            return;
        }

        if (Characters.IsDisputed(rune.Value) || (!joinsEmoji && Characters.IsRecent(rune.Value)))
        {
            Put(new Rune(Replacement));
            return;
        }

        if (_between == Joiner && joinsEmoji && _joined < MaxJoined && Characters.Join(_last, rune))
        {
            _clean.Append(Joiner);
            int joined = _joined;
            Put(rune);
            _joined = joined + 1;
            return;
        }

        if (_between == NonJoiner && Characters.UsesNonJoiner(_last.Value) && Characters.UsesNonJoiner(rune.Value))
        {
            _clean.Append(NonJoiner);
        }

        Put(rune);
    }

    // Two regional letters are a flag, and Korean letters that were sent one by one are one syllable.
    private bool Pairs(Rune rune)
    {
        if (_waiting.Value != 0 && Characters.IsRegional(_waiting.Value) && Characters.IsRegional(rune.Value))
        {
            Text(_waiting.ToString());
            (_waiting, _last) = (default, default);
            Put(rune);
            return true;
        }

        if (_waiting.Value != 0 && Hangul.Compose(_waiting.Value, rune.Value) is { } syllable)
        {
            _waiting = default;
            Put(new Rune(syllable));
            return true;
        }

        if (_waiting.Value == 0 && _marks == 0 && Hangul.Compose(_last.Value, rune.Value) is { } closed)
        {
            _clean.Length--;
            Put(new Rune(closed));
            return true;
        }

        return false;
    }

    private void Settle()
    {
        if (_waiting.Value != 0)
        {
            char alone = Characters.IsRegional(_waiting.Value) ? Characters.RegionalLetter(_waiting.Value) : Hangul.Alone(_waiting.Value) ?? Replacement;
            _waiting = default;
            Put(new Rune(alone));
        }
    }

    private void Tone(Rune tone)
    {
        if (joinsEmoji && _waiting.Value == 0 && _marks == 0 && Characters.IsWideEmoji(_last.Value))
        {
            Text(tone.ToString());
            _marks = MaxMarks;
        }
    }

    private void Mark(Rune mark, ref int count, int most)
    {
        if (_last.Value is 0 or '\n' || Rune.IsWhiteSpace(_last))
        {
            Put(new Rune(DottedCircle));
        }

        if (count < most)
        {
            Text(mark.ToString());
        }

        count++;
    }

    private void Put(Rune rune)
    {
        Text(rune.ToString());
        (_last, _marks, _spacingMarks, _joined) = (rune, 0, 0, 0);
    }

    private void Text(string text) => _clean.Append(text);
}
