using System.Drawing;
using System.Text;
using Chat.Client.Tui.Painting;
using Terminal.Gui.Input;

namespace Chat.Client.Tui.Popups;

/// <summary>An answer to a <see cref="Question"/>.</summary>
/// <param name="Letter">The key that gives it, small.</param>
/// <param name="Text">What it means, clean.</param>
/// <param name="Do">What happens then.</param>
internal sealed record Choice(char Letter, string Text, Action Do);

/// <summary>A question with lettered answers, directly above the input line. Esc is no answer.</summary>
/// <param name="palette">The colours.</param>
/// <param name="text">What is asked, clean.</param>
/// <param name="choices">The answers.</param>
/// <param name="cancelled">What happens where none is given.</param>
internal sealed class Question(Palette palette, string text, IReadOnlyList<Choice> choices, Action? cancelled = null) : Overlay(palette)
{
    private Choice? _answer;

    // A press beside it is a slip of the hand more often than a decision.
    /// <inheritdoc/>
    public override bool ClosesOnPressBeside => false;

    /// <inheritdoc/>
    public override bool Press(Key key)
    {
        int index = choices.ToList().FindIndex(choice => !key.IsCtrl && !key.IsAlt && Rune.ToLowerInvariant(key.AsRune).Value == choice.Letter);
        if (index >= 0)
        {
            Answer(choices[index]);
        }

        return index >= 0;
    }

    /// <inheritdoc/>
    public override void Closed() => (_answer?.Do ?? cancelled)?.Invoke();

    /// <inheritdoc/>
    protected override Rectangle Place(Size window)
    {
        Rectangle free = AboveFoot(window);
        int rows = Math.Min(free.Height, Rows(window.Width).Count);
        return new Rectangle(0, free.Height - rows, window.Width, rows);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        int answers = Rows(Viewport.Width).Count - choices.Count;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Position is { } at && at.Y - answers is >= 0 and int index && index < choices.Count)
        {
            Answer(choices[index]);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Span> Row(int y)
    {
        List<IReadOnlyList<Span>> rows = Rows(Viewport.Width);
        return y < rows.Count ? rows[y] : [];
    }

    private void Answer(Choice choice)
    {
        _answer = choice;
        Close();
    }

    private List<IReadOnlyList<Span>> Rows(int width) =>
    [
        .. RowWrap.Wrap([new Span($" {text}  (Esc: no)", new Look(Ink.Popup, Marks.Bold))], Math.Max(1, width), 1),
        .. choices.Select(choice => (IReadOnlyList<Span>)[new Span($" {choice.Letter} ", new Look(Ink.Popup, Marks.Bold)), new Span(Glyphs.Cut($" {choice.Text}", Math.Max(0, width - 3)), Ink.Popup)]),
    ];
}
