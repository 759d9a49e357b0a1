using System.Globalization;
using System.Text;
using Chat.Actors.Search;
using CsCheck;

namespace Chat.Actors.Tests.Search;

public sealed class SearchTextSpecs
{
    private static readonly string[] Pieces = ["a", "İ", "ß", "ﬁ", "ς", "e\u0301", "\u0301", "日", "กำ", "हिन्दी", "한", "👍🏽", "👨‍👩‍👧", "\ud83d", "\udc4d", "ﷺ", "Ⅷ", "²", "_", " ", "\u0000", "ｶﾞ", "\u0130", "ϓ"];

    // Any UTF-16 units, halves of pairs too, and pieces that are likely to go wrong together.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 12].Select(string.Concat));

    [Theory]
    [InlineData("Hello, World!", "hello", "world")]
    [InlineData("snake_case and kebab-case", "snake", "case", "and", "kebab", "case")]
    [InlineData("don't", "don", "t")]
    [InlineData("Ünïcödé ﬁne", "unicode", "fine")]
    [InlineData("STRASSE Straße", "strasse", "straße")]
    [InlineData("ὈΔΥΣΣΕΎΣ Ὀδυσσεύς", "οδυσσευσ", "οδυσσευσ")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("日本 2026年", "日", "本", "2026", "年")]
    [InlineData("東京タワーへ", "東", "京", "タ", "ワ", "ー", "へ")]
    [InlineData("C# 🎉🎉ok", "c", "🎉", "🎉", "ok")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("สวัสดี", "ส", "วั", "ส", "ดี")]
    [InlineData("한국어", "한", "국", "어")]
    [InlineData("\u202eevil\u200b\u0007x", "evil", "x")]
    [InlineData(" \t\n!?*\"()")]
    public void Should_cut_words(string text, params string[] tokens) => Assert.Equal(tokens, SearchText.Tokens(text));

    [Fact]
    public void Should_fold_what_is_folded_to_itself() =>
        AnyText.Sample(text => SearchText.Fold(SearchText.Fold(text)) == SearchText.Fold(text));

    [Fact]
    public void Should_cut_tokens_of_letters_digits_marks_and_symbols_only() =>
        AnyText.Sample(text => SearchText.Tokens(text).TrueForAll(token => token.Length is > 0 and <= SearchText.MaxTokenChars
            && token.EnumerateRunes().All(r => r.IsAscii ? char.IsAsciiLetterLower((char)r.Value) || char.IsAsciiDigit((char)r.Value)
                : Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator))));

    [Fact]
    public void Should_cut_tokens_to_themselves() =>
        AnyText.Sample(text => SearchText.Tokens(string.Join(' ', SearchText.Tokens(text))).SequenceEqual(SearchText.Tokens(text)));

    [Fact]
    public void Should_cut_parts_as_they_are_cut_in_the_whole() =>
        Gen.Select(AnyText, AnyText).Sample((one, other) =>
            SearchText.Tokens($"{one} {other}").SequenceEqual([.. SearchText.Tokens(one), .. SearchText.Tokens(other)]));

    [Fact]
    public void Should_bound_words_and_their_number()
    {
        Assert.Equal(SearchText.MaxTokenChars, SearchText.Tokens(new string('x', 100_000)).Single().Length);
        Assert.Equal(SearchText.MaxTokenChars - 1, SearchText.Tokens(new string('x', SearchText.MaxTokenChars - 1) + "\U00010428x").Single().Length);
        Assert.Equal(SearchText.MaxTokens, SearchText.Tokens(string.Concat(Enumerable.Repeat("x ", 20_000))).Count);
    }
}
