using Chat.Client.Tui.Editing;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

public sealed class ExternalEditorSpecs
{
    [Fact]
    public void Should_bring_back_what_the_editor_wrote()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(new Edited("日本語\nsecond", null), ExternalEditor.Run("f() { printf 'second\\r\\n\\n' >> \"$1\"; }; f", "日本語"));
        }
    }

    [Fact]
    public void Should_keep_the_text_where_the_editor_fails_is_missing_or_changes_nothing()
    {
        Assert.Equal("nothing was changed in the editor", ExternalEditor.Run("true", "text").Problem);
        Assert.Equal("the editor ended with code 3; the text is what it was", ExternalEditor.Run("exit 3;", "text").Problem);
        Assert.Equal("the editor ended with code 127; the text is what it was", ExternalEditor.Run("/no/such/editor", "text").Problem);
    }

    [Fact]
    public void Should_let_nobody_else_read_it_and_remove_it()
    {
        string seen = Path.GetTempFileName();
        try
        {
            ExternalEditor.Run($"f() {{ stat -c %a \"$1\" \"$(dirname \"$1\")\" > '{seen}'; echo \"$1\" >> '{seen}'; }}; f", "secret");
            string[] lines = File.ReadAllLines(seen);
            Assert.Equal(["600", "700"], lines[..2]);
            Assert.False(Directory.Exists(Path.GetDirectoryName(lines[2])));
        }
        finally
        {
            File.Delete(seen);
        }
    }
}
