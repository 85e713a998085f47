using System.Globalization;

namespace AiProxy.Jsonata.Formatting;

/// <summary>JavaScript's ways to read and write numbers that JSONata's functions show through.</summary>
internal static class JavaScriptNumbers
{
    /// <summary>The integer a text begins with; NaN if it begins with none.</summary>
    public static double ParseInt(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var end = start < text.Length && text[start] is '+' or '-' ? start + 1 : start;
        var firstDigit = end;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end == firstDigit
            ? double.NaN
            : double.Parse(text.AsSpan(start, end - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>A number with so many decimals.</summary>
    public static string ToFixed(double number, int decimals) => Math.Abs(number) >= 1e21
        ? Values.NumberText.Of(number)
        : number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
