using System.Reflection;
using Chat.Protocol.Frames;
using CsCheck;

namespace Chat.Protocol.Tests.Framing;

/// <summary>Random frames of every record, made from the records' own constructors, so that a new record is covered at once.</summary>
internal static class FrameGen
{
    private static readonly Gen<string> Lines = Gen.OneOf(
        Gen.Char["abc XYZ019-_.\"\\/<>&'+`"].Array[1, 12].Select(c => new string(c)),
        Gen.OneOf(new[] { "é", "аlice", "日本", "😀", "\u2028x", "\uFFFD", "\uE000", "e\u0301", "\uFEFFx" }.Select(s => Gen.Const(s)).ToArray()));

    private static readonly Gen<DateTimeOffset> Times = Gen.Long[0, 4_000_000_000_000].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    /// <summary>Every record that goes over the wire.</summary>
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(Frame).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Frame)) && !t.IsAbstract && t != typeof(RawOk))];

    /// <summary>A random, valid request of any kind.</summary>
    public static Gen<Request> Requests { get; } = Gen.OneOf([.. Types.Where(t => t.IsSubclassOf(typeof(Request))).Select(t => Of(t).Select(f => (Request)f))]);

    /// <summary>A random frame of any kind.</summary>
    public static Gen<Frame> All { get; } = Gen.OneOf([.. Types.Select(Of)]);

    /// <summary>A random frame of that record.</summary>
    public static Gen<Frame> Of(Type type) => Record(type).SelectMany(made => made is Reply reply
        ? Gen.Long[1, 1000].Select(re => (Frame)(reply with { Re = re }))
        : Gen.Const(Valid((Frame)made)));

    private static Gen<object> Record(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var nullability = new NullabilityInfoContext();
        Gen<object?>[] arguments = [.. constructor.GetParameters().Select(p =>
        {
            Gen<object?> value = Value(p.Name!, p.ParameterType);
            return nullability.Create(p).WriteState == NullabilityState.Nullable ? Gen.OneOf(Gen.Const(() => (object?)null), value) : value;
        })];
        Gen<object?[]> all = arguments.Aggregate(Gen.Const(Array.Empty<object?>()), (some, next) => Gen.Select(some, next, (a, b) => (object?[])[.. a, b]));
        return all.Select(constructor.Invoke);
    }

    private static Gen<object?> Value(string name, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return name == "Kind" ? Gen.Const<object?>(MessageKind.Action)
            : name == "Role" ? Words(RoomRole.Owner, RoomRole.Moderator, RoomRole.Member)
            : name == "Access" ? Words(RoomAccess.Public, RoomAccess.Invite, RoomAccess.Private)
            : name == "Seconds" ? Gen.Long[1, ProtocolLimits.MaxBanSeconds].Select(n => (object?)n)
            : name is "Password" or "New" ? Lines.Select(s => (object?)("password" + s))
            : plain == typeof(string) ? Lines.Select(s => (object?)("x" + s))
            : plain == typeof(long) ? Gen.OneOf(Gen.Long[1, 9], Gen.Long[1, (1L << 53) - 1]).Select(n => (object?)n)
            : plain == typeof(int) ? Gen.Int[1, 200].Select(n => (object?)n)
            : plain == typeof(bool) ? Gen.Bool.Select(b => (object?)b)
            : plain == typeof(DateTimeOffset) ? Times.Select(t => (object?)t)
            : plain == typeof(IReadOnlyDictionary<string, long>)
                ? Gen.Dictionary(Lines, Gen.Long[0, 99])[0, 4].Select(d => (object?)d)
            : plain == typeof(IReadOnlyList<string>) ? Lines.Array[0, 3].Select(l => (object?)l)
            : plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? List(plain.GenericTypeArguments[0])
            : Record(plain).Select(r => (object?)r);
    }

    private static Gen<object?> Words(params string[] words) => Gen.OneOf([.. words.Select(w => Gen.Const((object?)w))]);

    private static Gen<object?> List(Type item) => Record(item).Array[0, 3].Select(items =>
    {
        Array list = Array.CreateInstance(item, items.Length);
        Array.Copy(items, list, items.Length);
        return (object?)list;
    });

    /// <summary>Takes out what excludes each other, and what lacks its other half.</summary>
    private static Frame Valid(Frame frame) => frame switch
    {
        HelloRequest { Instance: null, Attempt: not null } hello => Valid(hello with { Attempt = null }),
        HelloRequest { Instance: not null, Attempt: null } hello => Valid(hello with { Instance = null }),
        HelloRequest { Password: not null } hello => hello with { Session = null },
        SearchRequest { Room: null } search => search with { Before = null },
        BanRequest { User: not null } ban => ban with { Address = null, Pattern = null },
        BanRequest { Address: not null } ban => ban with { Pattern = null },
        BanRequest { Pattern: null } ban => ban with { Pattern = "x*" },
        UnbanRequest { User: not null } unban => unban with { Address = null, Pattern = null },
        UnbanRequest { Address: not null } unban => unban with { Pattern = null },
        UnbanRequest { Pattern: null } unban => unban with { Pattern = "x*" },
        HistoryRequest { Before: not null } history => history with { After = null, Around = null },
        HistoryRequest { After: not null } history => history with { Around = null },
        _ => frame,
    };
}
