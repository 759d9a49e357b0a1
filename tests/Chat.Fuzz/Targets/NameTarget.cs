using System.Globalization;
using System.Text;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Names;

namespace Chat.Fuzz.Targets;

/// <summary>Names: refused with a reason, or fit to be shown as they are; a name that is allowed stays the same name.</summary>
internal sealed class NameTarget : IFuzzTarget
{
    public string Name => "name";

    public int Turn => 1000;

    public byte[] Make(Dice dice) => Cuts.Input(Nasty.Text(dice));

    public ValueTask RunAsync(byte[] input)
    {
        string raw = Cuts.Text(input);
        foreach (NameKind kind in (NameKind[])[NameKind.User, NameKind.Room])
        {
            bool ascii = Check(raw, kind, NamePolicy.Ascii);
            bool unicode = Check(raw, kind, NamePolicy.Unicode);
            FuzzException.Require(!ascii || unicode, "What is a name in ASCII is one in Unicode.");
        }

        return ValueTask.CompletedTask;
    }

    private static bool Check(string raw, NameKind kind, NamePolicy policy)
    {
        if (!NameRules.TryParse(raw, kind, policy, out ChatName name, out string? problem))
        {
            FuzzException.Require(problem.Length > 0 && problem.All(c => c is >= ' ' and <= '~'), "A refusal says why, in ASCII.");
            return false;
        }

        int most = kind == NameKind.User ? ProtocolLimits.MaxUserChars : ProtocolLimits.MaxRoomChars;
        FuzzException.Require(name.Display.EnumerateRunes().Count() is var length && length >= 1 && length <= most, $"A name has 1-{most} characters, not {length}.");
        FuzzException.Require(name.Display.EnumerateRunes().All(IsShown), "A name has nothing that hides or controls.");
        Same(name.Display, name);
        FuzzException.Require(NameRules.TryParse(name.Folded, kind, policy, out ChatName folded, out _) is false || folded.Folded == name.Folded, "Folding a folded name changes nothing.");
        return true;

        void Same(string display, ChatName first)
        {
            FuzzException.Require(NameRules.TryParse(display, kind, policy, out ChatName again, out string? why), $"A name that is shown can't be typed: {why}");
            FuzzException.Require(again == first, "A name that is shown and typed again is another.");
        }
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
