using System.Globalization;

namespace AiProxy.Jsonata.Values;

/// <summary>
/// Stands in <see cref="Value"/>'s reference field for a whole number of JSON text that a double cannot hold but 64 bits can, such as the
/// ids of many databases. It is handed on and printed digit by digit, as Step Functions does; arithmetic takes the nearest double.
/// </summary>
internal sealed class ExactInteger(long number)
{
    /// <summary>Fewer digits always fit a double.</summary>
    public const int MinLength = 16;

    public long Number => number;

    /// <summary>The digits, with their sign.</summary>
    public string Text { get; } = number.ToString(CultureInfo.InvariantCulture);

    /// <returns>Null if the number is no such one: the double prints the same digits, so that what was printed reads back as it was.</returns>
    public static ExactInteger? From(ReadOnlySpan<byte> utf8, double nearest) =>
        utf8.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0
        && long.TryParse(utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && NumberText.Of(nearest) != number.ToString(CultureInfo.InvariantCulture)
            ? new ExactInteger(number)
            : null;
}
