using Chat.Client.Commands;
using Chat.Protocol.Frames;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class CompleterSpecs
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));

    public CompleterSpecs()
    {
        foreach (string user in new[] { "Alice", "Bob", "Bert", "日本太郎" })
        {
            _chat.Comes("lobby", user);
        }
    }

    [Theory]
    [InlineData("/jo", "/join ")]
    [InlineData("bo", "Bob: ")]
    [InlineData("ask bo", "ask Bob ")]
    [InlineData("/join py", "/join python")]
    [InlineData("/join ja", "/join java")]
    [InlineData("/msg be", "/msg Bert ")]
    [InlineData("/help to", "/help topic")]
    [InlineData("/search snake in:py", "/search snake in:python ")]
    [InlineData("/search from:be", "/search from:Bert ")]
    [InlineData("/search be", "/search Bert ")]
    [InlineData("/kick bob in:py", "/kick bob in:python ")]
    [InlineData("/reports in:py", "/reports in:python ")]
    [InlineData("ask @BO", "ask @Bob ")]
    [InlineData("see #py", "see #python ")]
    [InlineData("/join #py", "/join #python")]
    [InlineData("/whois @be", "/whois @Bert ")]
    [InlineData("good :smil", "good 😄")]
    [InlineData("ｂｏ", "Bob: ")]
    [InlineData("日", "日本太郎: ")]
    [InlineData("one\nbo", "one\nBob ")]
    [InlineData("//he bo", "//he Bob ")]
    public void Should_complete_a_word(string text, string completed) => Assert.Equal(new Completion(completed, completed.Length), First(text, text.Length));

    [Fact]
    public void Should_offer_the_whole_server_to_admins_where_a_command_takes_it()
    {
        Assert.Equal(["in:lobby ", "in:python "], Offers("/reports in:"));
        _chat.Welcome(admin: true);

        Assert.Equal("in:* ", Offers("/reports in:")[^1]);
        Assert.DoesNotContain("in:* ", Offers("/kick bob in:"));
        Assert.DoesNotContain(Offers("/ban bob in:"), offer => offer.StartsWith("in:@", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_offer_who_spoke_last_first()
    {
        Assert.Equal(["Bert: ", "Bob: "], Offers("b"));
        _chat.Says("lobby", "Bert", "first");
        _chat.Says("lobby", "Bob", "second");
        Assert.Equal(["Bob: ", "Bert: "], Offers("b"));
        Assert.Equal(["@Bob ", "@Bert ", "@日本太郎 "], Offers("hi @"));
    }

    [Fact]
    public void Should_complete_within_a_line_without_a_second_blank() => Assert.Equal(new Completion("hi Bob there", 7), First("hi bo there", 5));

    [Theory]
    [InlineData("zzz")]
    [InlineData("")]
    [InlineData("12:30")]
    public void Should_leave_alone_what_it_does_not_know(string text) => Assert.Null(First(text, text.Length));

    [Theory]
    [InlineData("bo", false)]
    [InlineData("@bo", true)]
    [InlineData("#py", true)]
    [InlineData(":s", false)]
    [InlineData(":sm", true)]
    [InlineData("/he", true)]
    [InlineData("/join ", true)]
    [InlineData("/msg bob he", false)]
    public void Should_offer_while_typing_only_behind_a_mark_or_a_command(string text, bool offers) =>
        Assert.Equal(offers, Completer.Find(text, text.Length, Sources, asked: false) is { Offers.Count: > 0 });

    [Fact]
    public void Should_say_how_the_command_is_written_while_its_first_argument_is()
    {
        Assert.Equal("/away [text]", Completer.Find("/away lu", 8, Sources, asked: false)!.Command!.Usage);
        Assert.Null(Completer.Find("/away lunch ti", 14, Sources, asked: false));
        Assert.Null(Completer.Find("//away lu", 9, Sources, asked: false));
    }

    [Fact]
    public void Should_offer_settings_and_their_values()
    {
        Assert.Contains(CompletionSources.Settings([]), offer => offer.Text == "input.typing ");
        Assert.Equal(["on", "off"], CompletionSources.Settings(["input.TYPING"]).Select(offer => offer.Text));
    }

    private CompletionSources Sources => new(_chat.State, "lobby", ["java"]);

    private string[] Offers(string text) => [.. Completer.Find(text, text.Length, Sources, asked: true)!.Offers.Select(offer => offer.Text)];

    private Completion? First(string text, int caret) =>
        Completer.Find(text, caret, Sources, asked: true) is { Offers: [var first, ..] } found ? found.With(text, first) : null;
}
