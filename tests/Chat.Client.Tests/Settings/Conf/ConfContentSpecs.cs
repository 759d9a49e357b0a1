using Chat.Client.Settings;
using Chat.Client.Settings.Conf;
using Chat.Client.Settings.Profiles;
using Chat.Client.Tui.Actions;
using Xunit;

namespace Chat.Client.Tests.Settings.Conf;

public sealed class ConfContentSpecs
{
    [Theory]
    [InlineData("[view]\nmesages = 5", 2, "there is no setting view.mesages; did you mean view.messages?")]
    [InlineData("[view]\nzzzzzzzzz = 5", 2, "there is no setting view.zzzzzzzzz; /help settings lists them")]
    [InlineData("[vew]\nmessages = 5", 1, "there is no section [vew]; did you mean view?")]
    [InlineData("[view]\nmessages = many", 2, "view.messages is a number from 1 to 100, not \"many\"")]
    [InlineData("[view]\nmessages = 5 # mine", 2, "view.messages is a number from 1 to 100, not \"5 # mine\"; a comment needs a line of its own")]
    [InlineData("messages = 5", 1, "messages stands in no section; write [SECTION] in a line above it")]
    [InlineData("[view]\nmessages = 5\nmessages = 6", 3, "messages is set in line 2 too; this line counts")]
    [InlineData("[profile]\nserver = x", 1, "the profile has no name; write [profile NAME]")]
    [InlineData("[profile work]\nserver = http://x", 2, "The scheme 'http' is not known; write chats://HOST:PORT, or chat://HOST:PORT for a server on this machine.")]
    [InlineData("[profile work]\nuser =", 2, "user is empty; write user = alice, or remove the line")]
    [InlineData("[profile work]\nusr = x", 2, "a profile has no usr; did you mean user?")]
    [InlineData("[profile work]\nview.messages = x", 2, "view.messages is a number from 1 to 100, not \"x\"")]
    [InlineData("[keys]\nroom.nxt = Ctrl+N", 2, "there is no action room.nxt; did you mean room.next?")]
    [InlineData("[keys]\nroom.next = Ctrl+Foo", 2, "room.next: \"Ctrl+Foo\" is no key; write a key such as Ctrl+N, Alt+Down, Shift+Tab, PageUp or F1")]
    [InlineData("[keys]\nroom.next = x", 2, "room.next: \"x\" is what one types; write Ctrl+X or Alt+X")]
    [InlineData("[keys]\nroom.next =", 2, "room.next: no key is named; write a key such as Ctrl+N, Alt+Down, Shift+Tab, PageUp or F1, or none")]
    [InlineData("[keys]\nroom.next = F5\nroom.previous = F6, F5", 3, "F5 is bound to room.next in line 2 already; room.previous does not get it")]
    public void Should_say_what_is_wrong_in_which_line(string text, int line, string problem)
    {
        ConfProblem told = Assert.Single(Read(text).Problems);

        Assert.Equal((line, problem), (told.Line, told.Text));
    }

    [Fact]
    public void Should_take_what_is_right_beside_what_is_wrong()
    {
        ConfContent content = Read("[view]\nmessages = 7\nnonsense\nmessages.not = 1\n[keys]\nroom.previous = none\nroom.next = F6, C-x\n[profile Work]\nserver = example.org\nrooms = #a, b\nview.messages = 9\n");

        Assert.Equal("7", content.Values[Some.Messages]);
        Assert.Equal(2, content.Problems.Count);
        Assert.Empty(content.Keys.Keys[GeneralActions.PreviousRoom]);
        Assert.Equal("F6, Ctrl+X", BoundKeys.Write(content.Keys.Keys[GeneralActions.NextRoom]));
        Profile work = Assert.Single(content.Profiles);
        Assert.Equal(("Work", "example.org", null, "a,b", "9"), (work.Name, work.Server, work.User, string.Join(',', work.Rooms), work.Overrides[Some.Messages]));
    }

    [Fact]
    public void Should_bound_what_it_tells_of_a_file_that_is_something_else()
    {
        Assert.Equal(21, Read(string.Join('\n', Enumerable.Repeat("<html>", 1000))).Problems.Count);
    }

    [Fact]
    public void Should_write_a_file_that_explains_everything_and_sets_nothing()
    {
        var text = ConfTemplate.Whole(SettingsTable.All);

        Assert.Empty(text.Entries);
        Assert.Empty(ConfContent.Read(text, SettingsTable.All).Problems);
        Assert.All(SettingsTable.All, setting => Assert.Contains($"#{setting.Key} = {setting.WrittenDefault}".TrimEnd() + "\n", text.ToString(), StringComparison.Ordinal));
        Assert.All(ActionTable.All, action => Assert.Contains($"#{action.Name} = ", text.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Should_read_each_default_that_it_writes_as_that_default()
    {
        string[] uncommented = [.. ConfTemplate.Whole(SettingsTable.All).ToString().Split('\n').Select(line => line.StartsWith('#') && !line.StartsWith("# ", StringComparison.Ordinal) ? line[1..] : line)];
        ConfContent content = ConfContent.Read(ConfText.Parse(string.Join('\n', uncommented)), SettingsTable.All);

        Assert.Empty(content.Problems);
        Assert.All(SettingsTable.All, setting => Assert.Equal(setting.WrittenDefault, setting.Write(setting.Read(content.Values[setting])!)));
        Assert.All(ActionTable.All, action => Assert.Equal(BoundKeys.Write(ActionMap.DefaultsOf(action)), BoundKeys.Write(content.Keys.Keys[action])));
    }

    private static ConfContent Read(string text) => ConfContent.Read(ConfText.Parse(text), Some.All);
}
