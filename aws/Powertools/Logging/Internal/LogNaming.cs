using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Writes keys in one case; names once converted are kept, up to a bound, for keys can be data.</summary>
internal sealed class LogNaming
{
    private const int MaxKept = 1024;

    /// <summary>The keys that a line has by itself, which cannot be taken by others.</summary>
    private static readonly HashSet<string> Standing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Level", "LogLevel", "Message", "Timestamp", "Service", "ColdStart", "FunctionName", "FunctionMemorySize", "FunctionArn",
        "FunctionRequestId", "FunctionVersion", "XrayTraceId", "Name", "SamplingRate", "Exception",
    };

    private static readonly LogNaming Snake = new(LoggerOutputCase.SnakeCase, JsonNamingPolicy.SnakeCaseLower.ConvertName);
    private static readonly LogNaming Camel = new(LoggerOutputCase.CamelCase, name => JsonNamingPolicy.CamelCase.ConvertName(ToPascal(name)));
    private static readonly LogNaming Pascal = new(LoggerOutputCase.PascalCase, ToPascal);

    private readonly ConcurrentDictionary<string, LogName> _kept = new(StringComparer.Ordinal);
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

    public JsonEncodedText Of(string name) => Find(name).Text;

    /// <summary>The name of a key, and whether it is one of the line's own.</summary>
    public LogName Find(string name)
    {
        if (_kept.TryGetValue(name, out var kept))
            return kept;

        var text = JsonEncodedText.Encode(_convert(name), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        var found = new LogName(text, Standing.Contains(ToPascal(name)));
        if (_kept.Count < MaxKept)
            _kept.TryAdd(name, found);
        return found;
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

/// <summary>A key as it is written.</summary>
/// <param name="Text">In its case, escaped.</param>
/// <param name="IsStanding">Whether a line has it by itself.</param>
internal readonly record struct LogName(JsonEncodedText Text, bool IsStanding);
