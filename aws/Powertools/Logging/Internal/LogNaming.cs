using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Writes keys in one case; names once converted are kept, up to a bound, for keys can be data.</summary>
internal sealed class LogNaming
{
    private const int MaxKept = 1024;

    private static readonly LogNaming Snake = new(LoggerOutputCase.SnakeCase, JsonNamingPolicy.SnakeCaseLower.ConvertName);
    private static readonly LogNaming Camel = new(LoggerOutputCase.CamelCase, name => JsonNamingPolicy.CamelCase.ConvertName(ToPascal(name)));
    private static readonly LogNaming Pascal = new(LoggerOutputCase.PascalCase, ToPascal);

    private readonly ConcurrentDictionary<string, JsonEncodedText> _kept = new(StringComparer.Ordinal);
    private readonly Func<string, string> _convert;

    private LogNaming(LoggerOutputCase outputCase, Func<string, string> convert)
    {
        Case = outputCase;
        _convert = convert;
    }

    public LoggerOutputCase Case { get; }

    public static LogNaming For(LoggerOutputCase outputCase) => outputCase switch
    {
        LoggerOutputCase.CamelCase => Camel,
        LoggerOutputCase.PascalCase => Pascal,
        _ => Snake,
    };

    public JsonEncodedText Of(string name)
    {
        if (_kept.TryGetValue(name, out var kept))
            return kept;

        var converted = JsonEncodedText.Encode(_convert(name), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        if (_kept.Count < MaxKept)
            _kept.TryAdd(name, converted);
        return converted;
    }

    /// <summary><c>a_bc</c> and <c>aBc</c> become <c>ABc</c>.</summary>
    public static string ToPascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var upper = true;
        foreach (var c in name)
        {
            if (c == '_')
            {
                upper = true;
                continue;
            }

            result.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return result.ToString();
    }
}
