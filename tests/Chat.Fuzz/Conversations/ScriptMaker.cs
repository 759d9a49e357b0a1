using System.Globalization;
using System.Text;
using Chat.Fuzz.Inputs;

namespace Chat.Fuzz.Conversations;

/// <summary>Makes conversations: several people who greet, talk, move, come back and go, and among it rubbish.</summary>
internal static class ScriptMaker
{
    private static readonly string[] Users = ["ann", "Ben", "cat", "dan", "eve", "fay", "ANN", "аnn", "a b", ""];
    private static readonly string[] Rooms = ["lobby", "LOBBY", "python", "agora", "@ann", "@ben", "@Cat", "@eve", "@nobody", "l0bby", "no such", "日本", ""];
    private static readonly string[] Templates =
    [
        "{\"type\":\"join\",\"id\":I,\"room\":R}", "{\"type\":\"leave\",\"id\":I,\"room\":R}", "{\"type\":\"send\",\"id\":I,\"room\":R,\"text\":T,\"key\":K}", "{\"type\":\"send\",\"id\":I,\"room\":R,\"text\":T,\"key\":K}",
        "{\"type\":\"send\",\"id\":I,\"room\":R,\"text\":T,\"key\":K,\"kind\":\"action\"}", "{\"type\":\"history\",\"id\":I,\"room\":R,\"limit\":N}", "{\"type\":\"history\",\"id\":I,\"room\":R,\"before\":N}",
        "{\"type\":\"history\",\"id\":I,\"room\":R,\"around\":N}", "{\"type\":\"search\",\"id\":I,\"text\":T}", "{\"type\":\"search\",\"id\":I,\"text\":T,\"room\":R}", "{\"type\":\"read\",\"id\":I,\"room\":R,\"seq\":N}",
        "{\"type\":\"rooms\",\"id\":I,\"limit\":N}", "{\"type\":\"users\",\"id\":I,\"room\":R}", "{\"type\":\"typing\",\"id\":I,\"room\":R}", "{\"type\":\"away\",\"id\":I,\"text\":T}", "{\"type\":\"away\",\"id\":I}",
        "{\"type\":\"topic\",\"id\":I,\"room\":R,\"topic\":T}", "{\"type\":\"topic\",\"id\":I,\"room\":R}", "{\"type\":\"whois\",\"id\":I,\"user\":U}", "{\"type\":\"nick\",\"id\":I,\"user\":U}", "{\"type\":\"ping\",\"id\":I}",
        "{\"type\":\"register\",\"id\":I,\"user\":U,\"password\":\"correct horse\"}", "{\"type\":\"hello\",\"id\":I,\"user\":U,\"password\":\"correct horse\"}", "{\"type\":\"password\",\"id\":I,\"old\":\"correct horse\",\"new\":\"correct horse\"}",
        "{\"type\":\"sessions\",\"id\":I}", "{\"type\":\"revoke\",\"id\":I,\"session\":\"others\"}", "{\"type\":\"quit\",\"id\":I}",
    ];

    /// <summary>A conversation of two connections or more.</summary>
    public static List<Step> Make(Dice dice)
    {
        List<Step> steps = [];
        int peers = 2 + dice.Below(Script.MostPeers - 1);
        long id = 0;
        for (int peer = 0; peer < peers; peer++)
        {
            if (!dice.OneIn(8))
            {
                Send(steps, dice, peer, Frame(dice, "{\"type\":\"hello\",\"id\":I,\"user\":U}", ++id, Users[peer]));
            }
        }

        for (int turns = 4 + dice.Below(60); turns > 0; turns--)
        {
            int peer = dice.Below(peers);
            switch (dice.Below(40))
            {
                case 0 or 1:
                    steps.Add(new Step(peer, StepKind.Wait, []));
                    break;
                case 2:
                    steps.Add(new Step(dice.Below(Script.MostPeers), StepKind.Resume, [(byte)peer]));
                    break;
                case 3 when dice.OneIn(2):
                    steps.Add(new Step(peer, StepKind.Finish, []));
                    break;
                case 4 when dice.OneIn(2):
                    steps.Add(new Step(peer, StepKind.Reset, []));
                    break;
                case 5 when dice.OneIn(3):
                    Send(steps, dice, peer, FrameStream.Make(dice, Seeds.Requests));
                    break;
                case < 12:
                    Send(steps, dice, peer, FrameStream.Prefixed(ObjectMutator.Make(dice, Seeds.Requests)));
                    break;
                default:
                    Send(steps, dice, peer, Frame(dice, dice.Pick(Templates), ++id, dice.Pick(Users)));
                    break;
            }
        }

        return steps;
    }

    private static byte[] Frame(Dice dice, string template, long id, string user)
    {
        string number = dice.Pick(["0", "1", "2", "5", "50", "200", "9007199254740991"]);
        string json = template
            .Replace("\"id\":I", "\"id\":" + id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace(":N", ":" + number, StringComparison.Ordinal)
            .Replace("\"user\":U", "\"user\":" + Nasty.Quoted(user, dice), StringComparison.Ordinal)
            .Replace("\"room\":R", "\"room\":" + Nasty.Quoted(dice.Pick(Rooms), dice), StringComparison.Ordinal)
            .Replace("\"key\":K", "\"key\":\"" + dice.Below(50).ToString(CultureInfo.InvariantCulture) + "\"", StringComparison.Ordinal);
        string text = dice.OneIn(3) ? "a snake" : Nasty.Text(dice);
        return FrameStream.Prefixed(Encoding.UTF8.GetBytes(json.Replace(":T", ":" + Nasty.Quoted(text, dice), StringComparison.Ordinal)));
    }

    /// <summary>In one piece mostly, else in pieces, between which others may speak.</summary>
    private static void Send(List<Step> steps, Dice dice, int peer, byte[] bytes)
    {
        if (!dice.OneIn(6))
        {
            steps.Add(new Step(peer, StepKind.Write, bytes));
            return;
        }

        int most = dice.Pick([1, 3, 50]);
        for (int at = 0, pieces = 0; at < bytes.Length; pieces++)
        {
            int length = pieces > 20 ? bytes.Length - at : Math.Min(1 + dice.Below(most), bytes.Length - at);
            steps.Add(new Step(peer, StepKind.Write, bytes[at..(at + length)]));
            at += length;
        }
    }
}
