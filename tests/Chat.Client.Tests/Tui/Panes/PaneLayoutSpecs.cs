using System.Drawing;
using Chat.Client.Settings;
using Chat.Client.Tui.Panes;
using Xunit;

namespace Chat.Client.Tests.Tui.Panes;

public sealed class PaneLayoutSpecs
{
    [Theory]
    [InlineData(20, 5, 0, 20, 0)]
    [InlineData(60, 20, 20, 40, 0)]
    [InlineData(80, 24, 20, 42, 18)]
    [InlineData(120, 40, 24, 74, 22)]
    [InlineData(200, 60, 30, 140, 30)]
    public void Should_give_each_part_what_suits_the_screen(int columns, int rows, int rooms, int chat, int people)
    {
        PaneLayout panes = PaneLayout.Of(columns, rows, new PaneOptions());

        Assert.Equal((rooms, chat, people), (panes.Rooms.Width, panes.Chat.Width, panes.People.Width));
        Assert.Equal(new Rectangle(0, 0, columns, 1), panes.Header);
        Assert.Equal(new Rectangle(rooms, 1, chat, rows - 3), panes.Chat);
        Assert.Equal(new Rectangle(2, rows - 2, columns - 2, 1), panes.Input);
        Assert.Equal(new Rectangle(0, rows - 1, columns, 1), panes.Footer);
    }

    [Fact]
    public void Should_cover_every_screen_without_overlaps_whatever_is_wished()
    {
        PaneShow[] shows = Enum.GetValues<PaneShow>();
        foreach (int columns in Enumerable.Range(1, 130))
        {
            foreach (int rows in new[] { 1, 2, 3, 4, 5, 9, 24 })
            {
                foreach (PaneOptions options in shows.SelectMany(rooms => shows.Select(people => new PaneOptions(rooms, people, 50, 3) { InputRows = 8 })))
                {
                    PaneLayout panes = PaneLayout.Of(columns, rows, options);
                    Rectangle[] all = [panes.Header, panes.Rooms, panes.Chat, panes.People, panes.Prompt, panes.Input, panes.Footer];
                    Assert.Equal(columns * rows, all.Sum(part => part.Width * part.Height));
                    Assert.All(all, part => Assert.True(new Rectangle(0, 0, columns, rows).Contains(part) || part.Width * part.Height == 0));
                    Assert.True(panes.Input.Height > 0 && panes.Chat.Width >= Math.Min(24, columns / 3), $"{columns}x{rows} {options}");
                }
            }
        }
    }

    [Fact]
    public void Should_give_the_input_its_rows_and_never_more_than_half()
    {
        Assert.Equal(8, PaneLayout.Of(80, 24, new PaneOptions { InputRows = 8 }).Input.Height);
        Assert.Equal(3, PaneLayout.Of(80, 8, new PaneOptions { InputRows = 8 }).Input.Height);
        Assert.Equal(1, PaneLayout.Of(80, 2, new PaneOptions { InputRows = 8 }).Input.Height);
    }

    [Fact]
    public void Should_show_a_list_on_a_narrow_screen_where_one_wants_it_and_let_the_other_go()
    {
        PaneLayout panes = PaneLayout.Of(60, 20, new PaneOptions(People: PaneShow.Shown));

        Assert.Equal((0, 42, 18), (panes.Rooms.Width, panes.Chat.Width, panes.People.Width));
    }

    [Fact]
    public void Should_leave_a_list_to_the_screens_width_again_when_the_choice_agrees_with_it()
    {
        var kept = new KeptState();
        var choices = new PaneChoices(kept);
        choices.TogglePeople(80, shown: true);
        Assert.Equal(PaneShow.Hidden, choices.Options.People);
        choices.TogglePeople(80, shown: false);
        Assert.Equal(PaneShow.ByWidth, choices.Options.People);
        choices.TogglePeople(60, shown: false);
        Assert.Equal(PaneShow.Shown, new PaneChoices(kept).Options.People);
    }
}
