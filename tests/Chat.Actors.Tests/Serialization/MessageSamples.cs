using System.Reflection;
using Akka.Actor;

namespace Chat.Actors.Tests.Serialization;

/// <summary>Builds messages of any type from their constructors, every part filled, every variant of an abstract part once.</summary>
internal sealed class MessageSamples(IActorRef actor)
{
    private int _count;

    /// <summary>Samples of a type that between them hold every variant of its parts.</summary>
    public IReadOnlyList<object> Of(Type type)
    {
        if (type == typeof(string))
        {
            return [$"text {++_count} \" \\ \n ü 🐈"];
        }

        if (type == typeof(long) || type == typeof(int))
        {
            return [Convert.ChangeType(++_count, type, System.Globalization.CultureInfo.InvariantCulture)];
        }

        if (type.IsEnum)
        {
            return [.. Enum.GetValues(type).Cast<object>()];
        }

        if (type == typeof(bool))
        {
            return [true, false];
        }

        if (type == typeof(DateTimeOffset))
        {
            return [new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero).AddTicks(++_count)];
        }

        if (typeof(IActorRef).IsAssignableFrom(type))
        {
            return [actor];
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            return [new Dictionary<string, long> { ["lobby"] = ++_count, ["@bob"] = ++_count }];
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            IReadOnlyList<object> items = Of(type.GenericTypeArguments[0]);
            var list = Array.CreateInstance(type.GenericTypeArguments[0], items.Count);
            items.Select((item, i) => (item, i)).ToList().ForEach(p => list.SetValue(p.item, p.i));
            return [list];
        }

        return type.IsAbstract
            ? [.. type.GetNestedTypes().Where(type.IsAssignableFrom).SelectMany(Of)]
            : Construct(type);
    }

    /// <summary>One sample for each variant of each parameter, and one in which all that may be null is.</summary>
    private List<object> Construct(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        ParameterInfo[] parameters = constructor.GetParameters();
        object[][] values = [.. parameters.Select(p => Of(p.ParameterType).ToArray())];
        int variants = values.Select(v => v.Length).DefaultIfEmpty(1).Max();
        var samples = new List<object>();
        for (int i = 0; i < variants; i++)
        {
            samples.Add(constructor.Invoke([.. values.Select(v => v[i % v.Length])]));
        }

        var nullability = new NullabilityInfoContext();
        if (parameters.Any(MayBeNull))
        {
            samples.Add(constructor.Invoke([.. parameters.Select((p, i) => MayBeNull(p) ? null : values[i][0])]));
        }

        return samples;

        bool MayBeNull(ParameterInfo p) => nullability.Create(p).WriteState == NullabilityState.Nullable;
    }
}
