using System.Collections;
using System.Reflection;
using System.Text;
using Akka.Actor;

namespace Chat.Actors.Tests.Serialization;

/// <summary>Writes an object with all its parts, so that two of them can be compared whatever kind of list they hold.</summary>
internal static class ByValue
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or bool or long or int:
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"'{value}'");
                break;
            case DateTimeOffset time:
                text.Append(time.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
                break;
            case IActorRef actor:
                text.Append(actor.Path.ToSerializationFormat());
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (object? item in items)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().FullName).Append('{');
                foreach (PropertyInfo part in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    text.Append(part.Name).Append('=');
                    Write(text, part.GetValue(value));
                    text.Append(',');
                }

                text.Append('}');
                break;
        }
    }
}
