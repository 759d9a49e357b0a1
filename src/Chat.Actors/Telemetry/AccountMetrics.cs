using System.Diagnostics.Metrics;
using Chat.Protocol;

namespace Chat.Actors.Telemetry;

/// <summary>Counts who comes in, who does not, and the passwords that wait.</summary>
internal static class AccountMetrics
{
    private static readonly Counter<long> Logins =
        ChatMeter.Meter.CreateCounter<long>("akkachat.logins", "{login}", "Answers to hello, by method and result: ok, or an error code.");

    private static readonly Counter<long> Registrations =
        ChatMeter.Meter.CreateCounter<long>("akkachat.registrations", "{registration}", "Answers of strangers' registrations, by result: ok, or an error code.");

    private static readonly UpDownCounter<int> Users =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.users", "{user}", "Users that the directory knows, there or not, by kind.");

    private static readonly UpDownCounter<int> Pending =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.passwords.pending", "{password}", "Passwords that wait to be hashed or are being hashed.");

    private static readonly Histogram<double> Duration = ChatMeter.Meter.CreateHistogram(
        "akkachat.passwords.duration", "s", "How long a password took from the request to the answer, waiting included.", advice: ChatMeter.Seconds);

    internal static void Zero()
    {
        Registrations.Add(0, Result("ok"));
        Logins.Add(0, Method(GreetingMethods.Password), Result("ok"));
        Logins.Add(0, Method(GreetingMethods.Password), Result(ErrorCodes.AuthFailed));
        Know(0, guests: true);
        Know(0, guests: false);
        Pending.Add(0);
    }

    /// <summary>A hello or a stranger's registration was answered.</summary>
    /// <param name="method">One of <see cref="GreetingMethods"/>.</param>
    /// <param name="result"><c>ok</c> or one of <see cref="ErrorCodes"/>.</param>
    public static void Greet(string method, string result)
    {
        if (method == GreetingMethods.Register)
        {
            Registrations.Add(1, Result(result));
        }
        else
        {
            Logins.Add(1, Method(method), Result(result));
        }
    }

    /// <summary>The directory knows a user more, or, with a negative number, less.</summary>
    public static void Know(int users, bool guests) => Users.Add(users, new KeyValuePair<string, object?>("kind", guests ? "guest" : "registered"));

    /// <summary>A password was taken.</summary>
    public static void TakePassword() => Pending.Add(1);

    /// <summary>A password is not looked at: too many wait.</summary>
    public static void RefusePassword() => Pending.Add(-1);

    /// <summary>A password is done.</summary>
    public static void EndPassword(double seconds)
    {
        Pending.Add(-1);
        Duration.Record(seconds);
    }

    private static KeyValuePair<string, object?> Method(string method) => new("method", method);

    private static KeyValuePair<string, object?> Result(string result) => new("result", result);
}

/// <summary>How a stranger comes in.</summary>
internal static class GreetingMethods
{
    /// <summary>As a new guest.</summary>
    public const string Guest = "guest";

    /// <summary>With a password.</summary>
    public const string Password = "password";

    /// <summary>With a session's token.</summary>
    public const string Token = "token";

    /// <summary>It makes an account.</summary>
    public const string Register = "register";
}
