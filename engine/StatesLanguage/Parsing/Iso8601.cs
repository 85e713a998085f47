using System.Globalization;
using System.Text.RegularExpressions;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>Timestamps as Step Functions takes them: ISO 8601 extended with an offset, and with the T.</summary>
internal static partial class Iso8601
{
    private const int TickDigits = 7;

    public static bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        fraction = fraction.Length > TickDigits ? fraction[..TickDigits] : fraction.PadRight(TickDigits, '0');
        var seconds = match.Groups["seconds"].Success ? match.Groups["seconds"].Value : ":00";
        var offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value;
        return DateTimeOffset.TryParseExact(
            $"{match.Groups["date"].Value}T{match.Groups["minutes"].Value}{seconds}.{fraction}{offset}",
            "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out value);
    }

    /// <summary>Milliseconds, unless they are zero, and a Z, as in the context object.</summary>
    /// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"/>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<date>\d{4}-\d{2}-\d{2})[Tt](?<minutes>\d{2}:\d{2})(?<seconds>:\d{2})?"
        + @"(\.(?<fraction>\d{1,9}))?(?<offset>[Zz]|[+-]\d{2}:\d{2})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
