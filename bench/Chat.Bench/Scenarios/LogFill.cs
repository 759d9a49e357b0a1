using System.Diagnostics;
using System.Globalization;
using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Bench.Scenarios;

/// <summary>Fills a store with messages of made-up words, of which a few are as common as "the" and most are rare, as in any language.</summary>
internal sealed class LogFill(IChatStore store, int messages)
{
    /// <summary>Messages in one commit: what the server's group commit reaches under load.</summary>
    public const int BatchSize = 500;

    /// <summary>Rooms beside the big one.</summary>
    public const int SmallRooms = 1000;

    private const int Vocabulary = 50_000;
    private const int People = 200;

    private readonly Random _random = new(20261122);
    private readonly string[] _words = [.. Enumerable.Range(0, Vocabulary).Select(Word)];

    /// <summary>Half of the messages are here.</summary>
    public static RoomId Big { get; } = RoomId.OfName("big");

    /// <summary>In the big room and in ten small ones.</summary>
    public static UserId Few { get; } = new("asker-in-few-rooms");

    /// <summary>In the big room and in 200 small ones.</summary>
    public static UserId Many { get; } = new("asker-in-many-rooms");

    /// <summary>In ten small rooms.</summary>
    public static UserId Apart { get; } = new("asker-in-small-rooms");

    /// <summary>Once in 100,000 messages.</summary>
    public static string Rare => "quokka";

    /// <summary>In nearly every second message.</summary>
    public static string Common => Word(0);

    /// <summary>The name of author <paramref name="number"/>; the first writes most.</summary>
    public static string Author(int number) => string.Create(CultureInfo.InvariantCulture, $"author-{number}");

    /// <summary>A word of the vocabulary, more frequent the smaller the number.</summary>
    public static string Word(int number)
    {
        const string consonants = "bdfgklmnprstvz";
        const string vowels = "aeiou";
        string word = "";
        for (int rest = number + 1; rest > 0; rest /= consonants.Length * vowels.Length)
        {
            int syllable = rest % (consonants.Length * vowels.Length);
            word += $"{consonants[syllable / vowels.Length]}{vowels[syllable % vowels.Length]}";
        }

        return word + "n";
    }

    /// <summary>Stores all; returns messages a second.</summary>
    public async Task<double> RunAsync(TextWriter output, CancellationToken cancel)
    {
        await store.CommitAsync([.. MakeRooms()], cancel).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        long total = 2L * messages;
        for (long done = 0; done < total; done += BatchSize)
        {
            Write[] batch = [.. Enumerable.Range(0, BatchSize).Select(i => Next(done + i))];
            await store.CommitAsync(batch, cancel).ConfigureAwait(false);
            if ((done + BatchSize) % (total / 10) < BatchSize)
            {
                double rate = (done + BatchSize) / Stopwatch.GetElapsedTime(start).TotalSeconds;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled   {done + BatchSize:N0} messages, {rate:N0} a second"));
            }
        }

        return total / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static IEnumerable<Write> MakeRooms()
    {
        yield return new Write.CreateRoom(Big, "big", "big", [Member(Few), Member(Many)]);
        for (int i = 0; i < SmallRooms; i++)
        {
            string name = SmallName(i);
            yield return new Write.CreateRoom(
                RoomId.OfName(name), name, name, [.. new[] { (Few, 10), (Apart, 10), (Many, 200) }.Where(who => i < who.Item2).Select(who => Member(who.Item1))]);
        }
    }

    private static StoredMember Member(UserId user) => new(user, user.Value, "member");

    private static string SmallName(int number) => string.Create(CultureInfo.InvariantCulture, $"room{number}");

    private Write.AppendMessage Next(long number)
    {
        RoomId room = number % 2 == 0 ? Big : RoomId.OfName(SmallName(_random.Next(SmallRooms)));
        int author = (int)(Math.Pow(_random.NextDouble(), 3) * People);
        string text = string.Join(' ', Enumerable.Range(0, 3 + _random.Next(14)).Select(_ => _words[(int)Math.Pow(Vocabulary, _random.NextDouble()) - 1]));
        text += number % 100_000 == 77_778 ? " " + Rare : "";
        string key = string.Create(CultureInfo.InvariantCulture, $"01JDB0T6Q4-{number}");
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000 + number);
        return new Write.AppendMessage(room, new UserId($"user-id-of-author-{author:000}"), Author(author), text, key, null, at);
    }
}
