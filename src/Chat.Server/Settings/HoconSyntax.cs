using System.Text.RegularExpressions;

namespace Chat.Server.Settings;

/// <summary>
/// Finds what Akka's HOCON parser must not be given. Brackets and quotes that don't pair up it takes silently: it drops what
/// stands after a bracket too many and reads on to the end of the file where one is missing. At a character that begins no value
/// in a list, or in a substitution, it adds empty values for ever.
/// </summary>
internal static partial class HoconSyntax
{
    private const string NeverUnquoted = ":=+?!@*&^`\\$";

    /// <summary>What is wrong, with its line, or null where nothing is.</summary>
    public static string? FindError(string text)
    {
        var open = new Stack<(char Close, char Open, int Line)>();
        int line = 1;
        bool named = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '=' or ':' && !named)
            {
                return $"line {line}: a value without a name before {text[i]}";
            }

            named = text[i] is not ('\n' or '{' or ',') && (named || !char.IsWhiteSpace(text[i]));
            switch (text[i])
            {
                case '\n':
                    line++;
                    break;
                case '#':
                case '/' when i + 1 < text.Length && text[i + 1] == '/':
                    i = EndOfLine(text, i) - 1;
                    break;
                case '"':
                    int end = EndOfString(text, i);
                    if (end < 0)
                    {
                        return $"line {line}: the quote \" is not closed";
                    }

                    line += text.AsSpan(i, end - i).Count('\n');
                    i = end;
                    break;
                case '{':
                    open.Push(('}', '{', line));
                    break;
                case '[':
                    open.Push((']', '[', line));
                    break;
                case '}' or ']':
                    if (open.Count == 0)
                    {
                        return $"line {line}: {text[i]} closes nothing";
                    }

                    (char close, char opened, int since) = open.Pop();
                    if (close != text[i])
                    {
                        return $"line {line}: {text[i]} where {close} should close the {opened} of line {since}";
                    }

                    break;
                case '$' when text.AsSpan(i).StartsWith("${"):
                    if (!Substitution().IsMatch(text.AsSpan(i)))
                    {
                        return $"line {line}: another setting's value is written ${{NAME}}";
                    }

                    i = text.IndexOf('}', i);
                    break;
                case var other when NeverUnquoted.Contains(other, StringComparison.Ordinal) && open.TryPeek(out (char, char Open, int) inner) && inner.Open == '[':
                    return $"line {line}: {other} in a list stands in double quotes";
            }
        }

        return open.TryPeek(out (char Close, char Open, int Line) left) ? $"line {left.Line}: the {left.Open} is not closed" : null;
    }

    [GeneratedRegex(@"^\$\{\??[\w.-]+\}")]
    private static partial Regex Substitution();

    private static int EndOfLine(string text, int from)
    {
        int end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Index of the last quote of the string that starts at <paramref name="from"/>, or -1.</summary>
    private static int EndOfString(string text, int from)
    {
        const string Triple = "\"\"\"";
        if (text.AsSpan(from).StartsWith(Triple))
        {
            int close = text.IndexOf(Triple, from + Triple.Length, StringComparison.Ordinal);
            return close < 0 ? -1 : close + Triple.Length - 1;
        }

        for (int i = from + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i;
            }
        }

        return -1;
    }
}
