using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Chat.Client.Commands;
using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Text;

namespace Chat.Client.Startup;

/// <summary>Finds the profile to start with.</summary>
internal static class ProfileChoice
{
    private const int Attempts = 3;

    /// <summary>The profile named on the command line, else the default one, the only one, or the one that the person at the terminal chooses.</summary>
    /// <param name="written">The command line. Where it says a server or a user itself, only a profile that it names counts.</param>
    /// <param name="host">The machine.</param>
    /// <param name="profile">The profile; null where none is called for.</param>
    /// <param name="problem">Otherwise: what is wrong and what to write.</param>
    public static bool TryMake(Written written, ClientHost host, out Profile? profile, [NotNullWhen(false)] out string? problem)
    {
        ClientConfiguration configuration = host.Configuration;
        string? name = written.Profile ?? (written.IsBare && configuration.Settings.Get(ProgramSettings.DefaultProfile) is { Length: > 0 } preset ? preset : null);
        profile = name is null ? null : configuration.FindProfile(name);
        problem = name is null || profile is not null ? null : Unknown(name, configuration, written.Profile is null);
        if (name is not null || !written.IsBare || configuration.Profiles.Count == 0)
        {
            return problem is null;
        }

        profile = configuration.Profiles.Count == 1 ? configuration.Profiles[0] : Ask(host, configuration.Profiles);
        problem = profile is not null ? null
            : $"There are several profiles; name one with --profile: {string.Join(", ", configuration.Profiles.Select(known => CleanText.Line(known.Name)))}.";
        return problem is null;
    }

    private static string Unknown(string name, ClientConfiguration configuration, bool isDefault)
    {
        string where = isDefault ? $" ({ProgramSettings.DefaultProfile.Name} names it)" : string.Empty;
        List<string> names = [.. configuration.Profiles.Select(profile => CleanText.Line(profile.Name))];
        string hint = names.Count == 0 ? $"{configuration.Path ?? "the settings file"} has none"
            : NearestMatch.Find(name, names) is { } near ? $"did you mean {near}?"
            : $"there are {string.Join(", ", names)}";
        return $"There is no profile {CleanText.Line(name)}{where}; {hint}";
    }

    private static Profile? Ask(ClientHost host, IReadOnlyList<Profile> profiles)
    {
        if (!host.InIsTerminal)
        {
            return null;
        }

        for (int i = 0; i < profiles.Count; i++)
        {
            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1}  {CleanText.Line($"{profiles[i].Name}: {profiles[i].Where}")}"));
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            host.Error.Write("Profile [1]: ");
            host.Error.Flush();
            string? answer = host.In.ReadLine()?.Trim();
            if (answer is null)
            {
                return null;
            }

            Profile? chosen = answer.Length == 0 ? profiles[0]
                : int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= profiles.Count ? profiles[number - 1]
                : profiles.FirstOrDefault(profile => profile.Name.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen is not null)
            {
                return chosen;
            }

            host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Write a number from 1 to {profiles.Count}, or a profile's name."));
        }

        return null;
    }
}
