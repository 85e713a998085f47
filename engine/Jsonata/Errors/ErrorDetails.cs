using System.Text.RegularExpressions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Errors;

/// <summary>What an error's message tells besides its code.</summary>
internal sealed partial class ErrorDetails
{
    public Value Token { get; set; }

    public Value Value { get; init; }

    public Value Value2 { get; init; }

    public int Index { get; init; }

    /// <summary>The plural of a type's name (T0412), or an exponent (D3061), or a function's name (D3140), or a whole message.</summary>
    public Value Extra { get; init; }

    public static string PlainText(Value value) => value.Ref as string ?? value.ToString();

    public string Format(string code)
    {
        if (!ErrorMessages.Templates.TryGetValue(code, out var template))
        {
            return PlainText(Extra);
        }

        return Placeholder().Replace(template, match =>
        {
            var detail = Find(match.Groups[2].Value);
            return match.Groups[1].Length == 3 ? PlainText(detail) : Json(detail);
        });
    }

    private static string Json(Value value)
    {
        if (value.IsUndefined)
        {
            return "undefined";
        }

        if (value.IsNumber && !double.IsFinite(value.Num))
        {
            return "null";
        }

        return value.Utf8Size <= 100_000 ? value.ToJson() : "\"...\"";
    }

    private Value Find(string name) => name switch
    {
        "token" => Token,
        "value" => Value,
        "value2" => Value2,
        "index" => Value.From(Index),
        _ => Extra,
    };

    [GeneratedRegex(@"(\{\{\{?)(\w+)\}\}\}?")]
    private static partial Regex Placeholder();
}
