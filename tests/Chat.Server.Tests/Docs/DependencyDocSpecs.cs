using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Chat.Server.Tests.Docs;

/// <summary>Holds docs/dependencies.md to the project files.</summary>
public sealed partial class DependencyDocSpecs
{
    private const string AnyTest = "tests";
    private const string Pins = "Transitive pins";

    private static readonly string Root = FindRoot();

    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "dependencies.md"));

    [Fact]
    public void Should_name_each_package_with_the_projects_that_use_it_and_no_other()
    {
        (string Package, string Project)[] used = [.. Used().Distinct().Order()];
        (string Package, string Project)[] told = [.. Told().Order()];

        Assert.NotEmpty(used);
        Assert.Equal(used, told);
    }

    [Fact]
    public void Should_say_of_each_package_its_licence_and_why_it_is_there() => Assert.All(Rows(), row =>
    {
        Assert.Equal(4, row.Length);
        Assert.All(row, cell => Assert.NotEqual("", cell));
    });

    [Fact]
    public void Should_have_a_version_for_nothing_that_nobody_uses()
    {
        XDocument versions = XDocument.Load(Path.Combine(Root, "Directory.Packages.props"));
        string[] ours = [.. versions.Descendants("ItemGroup")
            .Where(group => group.Attribute("Label")?.Value.StartsWith(Pins, StringComparison.Ordinal) is not true)
            .SelectMany(group => group.Elements("PackageVersion")).Select(NameOf)];

        Assert.Equal(Used().Select(use => use.Package).Distinct().Order(), ours.Order());
    }

    private static IEnumerable<(string Package, string Project)> Used() =>
        from folder in (string[])["src", "bench", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
        from package in XDocument.Load(file).Descendants("PackageReference").Select(NameOf)
        select (package, folder == "tests" ? AnyTest : Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<(string Package, string Project)> Told() =>
        from row in Rows()
        from package in row[0].Split(", ")
        from project in row[2].Split(", ")
        select (package, project);

    /// <summary>The rows of the first table.</summary>
    private static IEnumerable<string[]> Rows()
    {
        string table = Page[Page.IndexOf("|---|", StringComparison.Ordinal)..];
        return table[..table.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n').Skip(1).Select(line => (string[])[.. Cell().Split(line.Trim('|')).Select(cell => cell.Trim())]);
    }

    private static string NameOf(XElement reference) => reference.Attribute("Include")!.Value;

    private static string FindRoot()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "AkkaChat.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("The repository is not above the test.");
    }

    [GeneratedRegex(@"\s\|\s")]
    private static partial Regex Cell();
}
