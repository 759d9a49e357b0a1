using System.Text;

namespace Chat.Fuzz.Inputs;

/// <summary>Makes a frame out of a seed by changing what a JSON object is made of: fields, names, values, nesting, blanks.</summary>
internal static class ObjectMutator
{
    private static readonly string[] Blanks = ["", "", "", " ", "\n", "\t\r\n ", "\v"];
    private static readonly string[] Heads = ["", "", "", "", "", "", "\ufeff", " ", "[", "{"];
    private static readonly string[] Tails = ["", "", "", "", "", "", " ", "x", "}", ",", "{\"type\":\"ping\",\"id\":1}"];

    /// <summary>The bytes of a frame that is near a good one, or as good.</summary>
    public static byte[] Make(Dice dice, IReadOnlyList<Seed> seeds)
    {
        List<(string Name, string Value)> fields = [.. dice.Pick(seeds).Fields];
        for (int changes = dice.Below(4); changes > 0; changes--)
        {
            Change(fields, dice, seeds);
        }

        byte[] bytes = Encoding.UTF8.GetBytes(Write(fields, dice));
        return dice.OneIn(4) ? ByteMutator.Make(dice, bytes) : bytes;
    }

    private static void Change(List<(string Name, string Value)> fields, Dice dice, IReadOnlyList<Seed> seeds)
    {
        if (fields.Count == 0)
        {
            fields.Add(("type", "\"ping\""));
        }

        int at = dice.Below(fields.Count);
        (string name, string value) = fields[at];
        switch (dice.Below(10))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Add((name, dice.OneIn(2) ? value : Nasty.Value(dice)));
                break;
            case 2:
                fields[at] = fields[0];
                fields[0] = (name, value);
                break;
            case 3:
                fields.Insert(at, dice.Pick(dice.Pick(seeds).Fields));
                break;
            case 4:
                fields[at] = (Rename(name, dice), value);
                break;
            case 5:
                fields[at] = (name, Nest(value, dice));
                break;
            case 6:
                fields[at] = (name, Nasty.Quoted(value.Trim('"') + Nasty.Text(dice), dice));
                break;
            case 7:
                fields.Add((Nasty.Text(dice), Nasty.Value(dice)));
                break;
            default:
                fields[at] = (name, Nasty.Value(dice));
                break;
        }
    }

    private static string Rename(string name, Dice dice) => dice.Below(4) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name + "\0",
        2 => name.Length > 0 ? name[1..] : "x",
        _ => Nasty.Text(dice),
    };

    private static string Nest(string value, Dice dice)
    {
        int deep = dice.Pick([1, 2, 14, 15, 16, 17, 100, 3000]);
        bool isArray = dice.OneIn(2);
        return new StringBuilder()
            .Insert(0, isArray ? "[" : "{\"a\":", deep)
            .Append(value)
            .Insert(0, string.Empty)
            .Append(isArray ? ']' : '}', dice.OneIn(10) ? deep - 1 : deep)
            .ToString();
    }

    private static string Write(List<(string Name, string Value)> fields, Dice dice)
    {
        var json = new StringBuilder(dice.Pick(Heads)).Append('{');
        for (int i = 0; i < fields.Count; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(dice.Pick(Blanks)).Append(Nasty.Quoted(fields[i].Name, dice)).Append(':').Append(dice.Pick(Blanks)).Append(fields[i].Value);
        }

        return json.Append('}').Append(dice.Pick(Tails)).ToString();
    }
}
