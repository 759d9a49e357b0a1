using Chat.Actors.Directory;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Directory;

public class DirectoryStateSpecs
{
    private readonly DirectoryState _state = new();

    [Fact]
    public void Should_find_a_user_by_id_name_and_look()
    {
        DirectoryEntry entry = _state.Add(Sample.Guest(Sample.Alice) with { Skeleton = "a1ice" });

        Assert.Same(entry, _state.Find(Sample.Alice.User));
        Assert.Same(entry, _state.FindByName("alice"));
        Assert.True(_state.TryFindLookalike("a1ice", out DirectoryEntry? found));
        Assert.Same(entry, found);
        Assert.Equal(1, _state.Guests);
    }

    [Fact]
    public void Should_forget_the_former_name_when_renamed()
    {
        DirectoryEntry entry = _state.Add(Sample.Guest(Sample.Alice));
        string skeleton = entry.User.Skeleton;

        _state.Replace(entry, entry.User with { Name = "Al", Folded = "al", Skeleton = "al" });

        Assert.Null(_state.FindByName("alice"));
        Assert.False(_state.TryFindLookalike(skeleton, out _));
        Assert.Same(entry, _state.FindByName("al"));
    }

    [Fact]
    public void Should_forget_a_user_in_every_index()
    {
        DirectoryEntry entry = _state.Add(Sample.Guest(Sample.Alice));

        _state.Remove(entry);
        _state.Remove(entry);

        Assert.Null(_state.Find(Sample.Alice.User));
        Assert.Null(_state.FindByName("alice"));
        Assert.False(_state.TryFindLookalike(entry.User.Skeleton, out _));
        Assert.Equal(0, _state.Guests);
    }

    [Fact]
    public void Should_keep_a_names_new_holder_when_the_former_one_goes()
    {
        DirectoryEntry former = _state.Add(Sample.Guest(Sample.Alice));
        DirectoryEntry holder = _state.Add(Sample.Guest(Sample.Bob with { Name = "alice" }));

        _state.Remove(former);

        Assert.Same(holder, _state.FindByName("alice"));
        Assert.True(_state.TryFindLookalike(former.User.Skeleton, out _));
    }

    [Fact]
    public void Should_count_a_user_as_here_who_is_online_away_or_arriving()
    {
        DirectoryEntry entry = _state.Add(Sample.Guest(Sample.Alice));
        Assert.False(entry.IsHere);

        entry.Arriving = true;
        Assert.True(entry.IsHere);

        entry.Arriving = false;
        entry.Presence = new Presence("away", "lunch");
        Assert.True(entry.IsHere);
    }
}
