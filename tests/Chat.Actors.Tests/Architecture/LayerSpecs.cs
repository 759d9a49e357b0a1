using System.Reflection;

namespace Chat.Actors.Tests.Architecture;

/// <summary>References point one way, and each layer uses only what is its own.</summary>
public class LayerSpecs
{
    [Theory]
    [InlineData("Chat.Protocol")]
    [InlineData("Chat.Sdk", "Chat.Protocol")]
    [InlineData("Chat.Client", "Chat.Protocol", "Chat.Sdk")]
    [InlineData("Chat.Actors", "Chat.Protocol")]
    [InlineData("Chat.Server", "Chat.Protocol", "Chat.Actors", "Chat.Storage")]
    public void Should_use_only_the_layers_below(string assembly, params string[] allowed) =>
        Assert.Empty(Used(assembly).Where(u => u.StartsWith("Chat.", StringComparison.Ordinal)).Except(allowed));

    [Theory]
    [InlineData("Chat.Protocol")]
    [InlineData("Chat.Sdk")]
    [InlineData("Chat.Client")]
    public void Should_know_no_actors_outside_the_server(string assembly) =>
        Assert.DoesNotContain(Used(assembly), u => u.StartsWith("Akka", StringComparison.Ordinal));

    [Fact]
    public void Should_have_neither_sockets_nor_sql_in_the_actors() => Assert.DoesNotContain(
        Used("Chat.Actors"),
        u => u.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || (u.StartsWith("System.Net", StringComparison.Ordinal) && u != "System.Net.Primitives") // addresses are values, and limits go by them
            || u.StartsWith("System.Data", StringComparison.Ordinal)
            || u.Contains("Sqlite", StringComparison.Ordinal)
            || u is "Npgsql" or "Dapper");

    [Fact]
    public void Should_do_no_more_than_bytes_in_the_protocol() => Assert.DoesNotContain(
        Used("Chat.Protocol"),
        u => u.StartsWith("System.Net", StringComparison.Ordinal) || u.StartsWith("Microsoft.", StringComparison.Ordinal));

    [Fact]
    public void Should_have_no_user_interface_in_the_library() =>
        Assert.DoesNotContain(Used("Chat.Sdk"), u => u.StartsWith("Terminal", StringComparison.Ordinal) || u == "System.Console");

    private static IEnumerable<string> Used(string assembly) => Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name!);
}
