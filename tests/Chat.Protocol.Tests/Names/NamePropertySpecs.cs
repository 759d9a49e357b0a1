using System.Globalization;
using System.Text;
using Chat.Protocol.Names;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Names;

public sealed class NamePropertySpecs
{
    private static readonly Gen<string> AsciiNames =
        Gen.Char["abcilmnorvwABCILMNORVW0123_-."].Array[1, 12].Select(c => new string(c));

    // Alphabets of one script each, so that most of what is generated is a name.
    private static readonly Gen<string> ScriptNames = Gen.OneOf(
        Word("abilmnoßſéİıłžABILMNOÉŁŽ01ǅﬁ²"),
        Word("абвгдежзийклмнопрстуфхцчшщъыьэюяАВЕЅІЈКМНОРСТУХӀӏѕіј01"),
        Word("αβγδεζηθικλμνξοπρσςτυφχψωάΐΑΒΕΖΗΙΚΜΝΟΡΤΥΧϐϑΩ01"),
        Word("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆևԱԲՕՍՈ01"),
        Word("山田一二口囗土士さんカーぁ\u3099"),
        Word("가각김\u1100\u1161\u11A8金"));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0, 0x10FFFF].Array[0, 8].Select(Join),
        Gen.Int[0, 0x3000].Array[0, 8].Select(Join));

    [Fact]
    public void Should_give_the_same_ASCII_name_the_same_forms_in_any_case() =>
        AsciiNames.Sample(raw =>
        {
            if (TryParse(raw, NamePolicy.Ascii, out ChatName name))
            {
                AssertSame(name, raw.ToUpperInvariant(), NamePolicy.Ascii);
                AssertSame(name, raw.ToLowerInvariant(), NamePolicy.Ascii);
            }
        });

    [Fact]
    public void Should_give_the_same_name_the_same_forms_in_any_case() =>
        ScriptNames.Sample(raw =>
        {
            if (TryParse(raw, NamePolicy.Unicode, out ChatName name))
            {
                string[] variants = [.. new[] { raw.ToUpperInvariant(), raw.ToLowerInvariant(), name.Folded, name.Display, raw.Normalize(NormalizationForm.FormD) }];
                foreach (string variant in variants)
                {
                    if (TryParse(variant, NamePolicy.Unicode, out ChatName other) && other.Folded == name.Folded)
                    {
                        Assert.Equal(name.Skeleton, other.Skeleton);
                    }
                }

                AssertSame(name, name.Display, NamePolicy.Unicode);
            }
        });

    [Fact]
    public void Should_give_an_ASCII_name_the_same_skeleton_from_the_table_as_without_it() =>
        AsciiNames.Sample(raw =>
        {
            // Full-width forms normalise to ASCII, but take the way of the Unicode names.
            string wide = string.Concat(raw.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c));
            Assert.Equal(
                TryParse(raw, NamePolicy.Ascii, out ChatName ascii),
                TryParse(wide, NamePolicy.Unicode, out ChatName table));
            Assert.Equal(ascii, table);
        });

    [Fact]
    public void Should_never_throw_and_never_let_an_invisible_character_through() =>
        AnyText.Sample(raw =>
        {
            if (TryParse(raw, NamePolicy.Unicode, out ChatName name))
            {
                Assert.True(name.Display.IsNormalized(NormalizationForm.FormKC));
                Assert.DoesNotContain(name.Display.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
                AssertSame(name, name.Display, NamePolicy.Unicode);
            }
        });

    [Fact]
    public void Should_fold_every_single_character_name_to_a_fixed_point()
    {
        int accepted = 0;
        for (int point = 0; point <= 0x10FFFF; point++)
        {
            if (!Rune.IsValid(point) || !TryParse(new Rune(point).ToString(), NamePolicy.Unicode, out ChatName name))
            {
                continue;
            }

            accepted++;
            if (TryParse(name.Folded, NamePolicy.Unicode, out ChatName folded))
            {
                Assert.Equal(name.Folded, folded.Folded);
                Assert.Equal(name.Skeleton, folded.Skeleton);
            }
        }

        Assert.InRange(accepted, 90_000, 130_000);
    }

    private static Gen<string> Word(string alphabet) => Gen.Char[alphabet].Array[1, 8].Select(c => new string(c));

    private static string Join(int[] points) =>
        string.Concat(points.Select(p => Rune.IsValid(p) ? char.ConvertFromUtf32(p) : ((char)p).ToString()));

    private static bool TryParse(string raw, NamePolicy policy, out ChatName name)
    {
        bool parses = NameRules.TryParse(raw, NameKind.User, policy, out name, out string? problem);
        Assert.Equal(parses, problem is null);
        return parses;
    }

    private static void AssertSame(ChatName expected, string raw, NamePolicy policy)
    {
        Assert.True(TryParse(raw, policy, out ChatName actual), raw);
        Assert.Equal(expected.Folded, actual.Folded);
        Assert.Equal(expected.Skeleton, actual.Skeleton);
    }
}
