namespace AiProxy.Jsonata.Formatting;

/// <summary>How the name of a month, a day or a half of the day is written.</summary>
internal enum NameStyle
{
    /// <summary>No name: a number.</summary>
    None,
    Lower,
    Title,
    Upper,
}

/// <summary>A part of a date/time picture: literal text, or a marker such as <c>[M01]</c>.</summary>
internal sealed class DateTimeMarker
{
    /// <summary>The text, of a literal.</summary>
    public string? Literal { get; init; }

    public char Component { get; init; }

    public NameStyle Names { get; init; }

    /// <summary>The longest name; null for any.</summary>
    public int? MaxWidth { get; init; }

    /// <summary>How the number is written.</summary>
    public IntegerPicture? Integer { get; init; }

    /// <summary>How many digits of the year are written; -1 for all.</summary>
    public int YearDigits { get; init; } = -1;

    /// <summary>Whether UTC is written as <c>Z</c>.</summary>
    public bool UsesZ { get; init; }
}
