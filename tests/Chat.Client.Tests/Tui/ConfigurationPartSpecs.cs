using Chat.Client.Settings;
using Chat.Protocol.Frames;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui;

[Collection("Screen")]
public sealed class ConfigurationPartSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private TestScreen? _screen;

    private string File => Path.Combine(_folder, "client.conf");

    public void Dispose()
    {
        _screen?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Should_have_the_keys_of_the_settings_in_force_and_shown()
    {
        TestScreen screen = Open("[keys]\nroom.next = F6\nhelp = F2\n");
        screen.Sees(" lobby");
        screen.Press(Key.F6);
        screen.Sees(" python");
        screen.Press(Key.N.WithCtrl);
        Assert.StartsWith(" python", screen.Screen[0], StringComparison.Ordinal);

        screen.Press(Key.F2);
        screen.Sees("  F6                      next room");
        screen.Sees("  Alt+1 to Alt+9          go to room 1 to 9 of the list");
    }

    [Fact]
    public void Should_tell_what_is_wrong_in_the_settings_and_go_on()
    {
        TestScreen screen = Open("[keys]\nroom.nxt = F6\nroom.next = F7\n");

        screen.Sees("client.conf:2: there is no action room.nxt; did you mean room.next?");
        screen.Press(Key.F7);
        screen.Sees(" python");
    }

    [Fact]
    public void Should_bind_keys_at_once_and_keep_them()
    {
        TestScreen screen = Open("[client]\n");
        screen.Type("/bind room.next C-p, F6");
        screen.Sees("room.previous (previous room) has none");
        screen.Press(Key.P.WithCtrl);
        screen.Sees(" python");
        screen.Until(() => System.IO.File.ReadAllText(File).Contains("room.next = Ctrl+P, F6\n", StringComparison.Ordinal), "the line in the file");

        screen.Type("/bind room.next default");
        screen.Sees("room.next (next room): Ctrl+N");
        screen.Type("/bind room.previous");
        screen.Sees("room.previous (previous room): Ctrl+P");
        screen.Type("/unbind room.next");
        screen.Sees("room.next (next room): none");
        screen.Type("/bind rom.next F6");
        screen.Sees("there is no action rom.next; did you mean");
    }

    [Fact]
    public void Should_show_long_help_over_the_chat()
    {
        TestScreen screen = Open("[client]\n");
        screen.Type("/help");
        screen.Sees("/leave");
        screen.Press(Key.Esc);
        screen.SeesNoMore("/leave");
        screen.Type("/help keys");
        screen.Sees("room.previous");
    }

    private TestScreen Open(string settings)
    {
        System.IO.File.WriteAllText(File, settings);
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
        return _screen = new TestScreen(160, 24, chat, ClientConfiguration.Load(File));
    }
}
