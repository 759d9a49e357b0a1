using System.Drawing;
using System.Text;
using Chat.Client.Trust;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Popups;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Trusting;

/// <summary>
/// Shows a refused certificate and takes a person's decision. "No" is chosen at first, and Esc is no; where another certificate is known, accepting has to be
/// typed out. What is told scrolls where the screen is too low; the choices never do.
/// </summary>
internal sealed class TrustDialog : Overlay
{
    private const string Yes = "yes";

    // Half a row of a fingerprint: what is narrower breaks within it, and the label stands in a row of its own then.
    private const int HalfRow = 23;
    private readonly TrustQuestion _question;
    private readonly bool _mustType;
    private readonly List<(char Letter, string Text, TrustAnswer Answer)> _choices;
    private readonly QueryLine _typed = new();
    private List<IReadOnlyList<Span>> _rows = [];
    private int _width = -1;
    private int _top;
    private int _chosen;
    private bool _types;

    /// <summary>A certificate.</summary>
    /// <param name="palette">The colours.</param>
    /// <param name="question">What it is.</param>
    /// <param name="isInChat">True where it comes in the middle of a chat, where somebody may be typing.</param>
    public TrustDialog(Palette palette, TrustQuestion question, bool isInChat)
        : base(palette)
    {
        _question = question;
        _mustType = isInChat || question.IsAnother;
        string pin = question.Pinned is null ? "Trust it from now on" : "Trust it from now on, in place of the pinned one";
        List<(char, string, TrustAnswer)> choices = [('n', isInChat ? "No, stay disconnected" : "No, leave", TrustAnswer.No), ('r', "Connect again: it may be another one now", TrustAnswer.TryAgain)];
        if (question.MayAccept)
        {
            choices.AddRange([('o', "Trust it once, until the program ends", TrustAnswer.Once), ('a', pin, TrustAnswer.Always)]);
        }

        _choices = choices;
    }

    /// <summary>What was decided; <see cref="TrustAnswer.No"/> until then.</summary>
    public TrustAnswer Answer { get; private set; }

    /// <summary>Raised when it was closed, with the answer.</summary>
    public event Action<TrustAnswer>? Answered;

    // A press beside it is a slip of the hand more often than a decision.
    /// <inheritdoc/>
    public override bool ClosesOnPressBeside => false;

    /// <inheritdoc/>
    protected override Ink Ground => Ink.Normal;

    private int DecisionRows => _choices.Count + (_types ? 1 : 0);

    private int TextRows => Math.Max(1, Viewport.Height - 1 - DecisionRows);

    private int Last => Math.Max(0, Rows().Count - TextRows);

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        bool known = _types ? Type(key) : Choose(key);
        SetNeedsDraw();
        return known;
    }

    /// <inheritdoc/>
    public override void Closed() => Answered?.Invoke(Answer);

    /// <inheritdoc/>
    protected override Rectangle Place(Size window) => AboveFoot(window);

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.IsWheel)
        {
            _top += mouse.Flags.HasFlag(MouseFlags.WheeledUp) ? -1 : 1;
        }
        else if (!_types && mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at && at.Y - 1 - TextRows is >= 0 and int index && index < _choices.Count)
        {
            _chosen = index;
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        int width = Viewport.Width;
        _top = Math.Clamp(_top, 0, Last);
        if (y == 0)
        {
            string hint = Last > 0 ? "PgUp PgDn  Esc: no" : "Esc: no";
            return [new Span(Titles.Of(TrustText.Title(_question), hint, width).PadRight(width), new Look(_question.IsAnother || !_question.MayAccept ? Ink.BarBad : Ink.Bar, Marks.Bold))];
        }

        if (y <= TextRows)
        {
            int row = _top + y - 1;
            return row < Rows().Count ? [new Span(" ", Ink.Normal), .. Rows()[row]] : [];
        }

        int index = y - 1 - TextRows;
        if (index >= _choices.Count)
        {
            string prompt = Glyphs.Cut($" Write {Yes} and press Enter, if you have compared it: ", width);
            return [new Span(prompt, new Look(Ink.Error, Marks.Bold)), .. _typed.Spans(Math.Max(1, width - prompt.Length), Ink.Normal)];
        }

        (char letter, string text, _) = _choices[index];
        string shown = Glyphs.Cut($"{(index == _chosen ? '>' : ' ')}{letter}  {text}", width);
        return [new Span(shown + new string(' ', Math.Max(0, width - Glyphs.Columns(shown))), index == _chosen ? Ink.Selected : Ink.Popup)];
    }

    private bool Choose(Key key)
    {
        int letter = _choices.ToList().FindIndex(choice => !key.IsCtrl && !key.IsAlt && Rune.ToLowerInvariant(key.AsRune).Value == choice.Letter);
        int? by = key == Key.CursorUp || key == Key.Tab.WithShift ? -1 : key == Key.CursorDown || key == Key.Tab ? 1 : null;
        int? scroll = key == Key.PageUp ? 1 - TextRows : key == Key.PageDown ? TextRows - 1 : null;
        if (letter >= 0)
        {
            _chosen = letter;
        }
        else if (by is { } step)
        {
            _chosen = (_chosen + step + _choices.Count) % _choices.Count;
        }
        else if (scroll is { } rows)
        {
            _top = Math.Clamp(_top + Math.Max(1, Math.Abs(rows)) * Math.Sign(rows == 0 ? 1 : rows), 0, Last);
        }
        else if (key == Key.Enter)
        {
            Decide();
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Decide()
    {
        TrustAnswer answer = _choices[_chosen].Answer;
        if (_mustType && answer is TrustAnswer.Once or TrustAnswer.Always)
        {
            _types = true;
            _typed.Put(string.Empty);
            return;
        }

        Answer = answer;
        Close();
    }

    private bool Type(Key key)
    {
        if (key == Key.Enter)
        {
            if (_typed.Text.Trim().Equals(Yes, StringComparison.OrdinalIgnoreCase))
            {
                Answer = _choices[_chosen].Answer;
                Close();
            }

            // Anything else is no yes: back to the choices, where no is chosen again.
            (_types, _chosen) = (false, 0);
            return true;
        }

        if (key == Key.Esc)
        {
            (_types, _chosen) = (false, 0);
            return true;
        }

        return _typed.Press(key);
    }

    private List<IReadOnlyList<Span>> Rows()
    {
        if (_width != Viewport.Width)
        {
            _width = Viewport.Width;
            _rows = [.. TrustText.Lines(_question).SelectMany(line => Wrap(line.Label, line.Text, line.Look))];
        }

        return _rows;
    }

    private List<IReadOnlyList<Span>> Wrap(string label, string text, Look look)
    {
        int width = Math.Max(1, _width - 2);
        return label.Length == 0
            ? RowWrap.Wrap([new Span(text, look)], width, 0)
            : RowWrap.Wrap([new Span(label.PadRight(TrustText.Label), Ink.Dim), new Span(text, look)], width, width >= TrustText.Label + HalfRow ? TrustText.Label : 0);
    }
}
