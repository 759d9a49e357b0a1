namespace Chat.Client.Trust;

/// <summary>The text of the file of pinned servers: one line a server, comments behind <c>#</c>. What is changed is one line; all others stay as somebody wrote them.</summary>
internal sealed class KnownServersText
{
    private const string Beginning =
        """
        # Servers whose certificates are trusted, one a line: HOST:PORT FINGERPRINT HOW SINCE.
        # first-visit: somebody said yes when asked; an authority's word for another certificate replaces it.
        # pinned: set by hand; nothing but this certificate is taken.
        # "Chat.Client trust" lists, shows, pins and forgets them.

        """;

    private readonly IReadOnlyList<string> _lines;

    private KnownServersText(IReadOnlyList<string> lines)
    {
        _lines = lines;
        var servers = new Dictionary<string, KnownServer>(StringComparer.Ordinal);
        List<string> problems = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Trim() is not { Length: > 0 } line || line[0] == '#')
            {
                continue;
            }

            if (KnownServer.Read(line) is not { } known)
            {
                problems.Add($"{i + 1}: this is no line of the form HOST:PORT SHA256:… and does not count");
            }
            else if (!servers.TryAdd(known.Server, known))
            {
                problems.Add($"{i + 1}: {known.Server} stands in a line above already, and that one counts");
            }
        }

        (Servers, Problems) = (servers, problems);
    }

    /// <summary>The servers by host and port.</summary>
    public IReadOnlyDictionary<string, KnownServer> Servers { get; }

    /// <summary>What is wrong, each with its line's number before it.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Reads a file's text; null or nothing for a new one.</summary>
    public static KnownServersText Parse(string? text) => new((string.IsNullOrEmpty(text) ? Beginning : text).TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>With this pin, in the place of an older one of the same server.</summary>
    public KnownServersText With(KnownServer known)
    {
        List<string> lines = [.. _lines];
        int at = lines.FindIndex(line => IsOf(line, known.Server));
        if (at < 0)
        {
            lines.Add(known.ToString());
        }
        else
        {
            lines[at] = known.ToString();
        }

        return new KnownServersText(lines);
    }

    /// <summary>Without a server.</summary>
    public KnownServersText Without(string server) => new([.. _lines.Where(line => !IsOf(line, server))]);

    /// <summary>The text.</summary>
    public override string ToString() => string.Join('\n', _lines) + "\n";

    private static bool IsOf(string line, string server) => line.TrimStart() is { Length: > 0 } text && text[0] != '#' && KnownServer.Read(text)?.Server == server;
}
