using System.Diagnostics.CodeAnalysis;

namespace Chat.Client.Settings;

/// <summary>One thing that people can set, with everything the settings file, <c>/set</c> and the manual say of it.</summary>
/// <param name="Name">Its name with its section: <c>view.messages</c>.</param>
/// <param name="Help">One or two sentences: what it does.</param>
internal abstract record Setting(string Name, string Help)
{
    /// <summary>What may stand there, in words: <c>on or off</c>.</summary>
    public abstract string Values { get; }

    /// <summary>The default as it is written.</summary>
    public abstract string WrittenDefault { get; }

    /// <summary>The values worth offering for completion; none where there are too many.</summary>
    public abstract IReadOnlyList<string> Choices { get; }

    /// <summary>The part of the name before its first dot: the section of the settings file that it stands in.</summary>
    public string Section => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>The name within its section.</summary>
    public string Key => Name[(Section.Length + 1)..];

    /// <summary>Says what is wrong with a written value; null where it is fine.</summary>
    public abstract string? Problem(string written);

    /// <summary>The value of what is written; null where that is wrong.</summary>
    public abstract object? Read(string written);

    /// <summary>A value as it is written.</summary>
    public abstract string Write(object value);
}

/// <summary>A setting with values of one type.</summary>
/// <param name="Name">Its name with its section.</param>
/// <param name="Default">Its value where nobody has set it.</param>
/// <param name="Kind">How its values are written.</param>
/// <param name="Help">What it does.</param>
internal sealed record Setting<T>(string Name, T Default, SettingKind<T> Kind, string Help) : Setting(Name, Help)
{
    /// <inheritdoc/>
    public override string Values => Kind.Values;

    /// <inheritdoc/>
    public override string WrittenDefault => Kind.Write(Default);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Choices => Kind.Choices;

    /// <inheritdoc/>
    public override string? Problem(string written) => Kind.TryRead(written, out _) ? null : $"{Name} is {Kind.Values}, not \"{written}\"";

    /// <inheritdoc/>
    public override object? Read(string written) => Kind.TryRead(written, out T? value) ? value : null;

    /// <inheritdoc/>
    public override string Write(object value) => Kind.Write((T)value);
}

/// <summary>How values of a type are written and read.</summary>
internal abstract class SettingKind<T>
{
    /// <summary>What may stand there, in words.</summary>
    public abstract string Values { get; }

    /// <summary>The values worth offering for completion.</summary>
    public virtual IReadOnlyList<string> Choices => [];

    /// <summary>Reads a value as written.</summary>
    public abstract bool TryRead(string written, [MaybeNullWhen(false)] out T value);

    /// <summary>Writes a value.</summary>
    public abstract string Write(T value);
}
