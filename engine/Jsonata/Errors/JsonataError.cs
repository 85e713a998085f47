using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Errors;

/// <summary>Creates the exceptions of all codes.</summary>
internal static class JsonataError
{
    public static JsonataException Syntax(string code, int position, Value token = default, Value value = default) =>
        new(code, new ErrorDetails { Token = token, Value = value }) { Position = position };

    public static JsonataException Type(
        string code, Value value = default, Value value2 = default, int position = -1, string? token = null, int index = 0) =>
        new(code, new ErrorDetails { Token = Value.From(token), Value = value, Value2 = value2, Index = index }) { Position = position };

    public static JsonataException WithExtra(string code, Value extra, Value value = default, int index = 0, Exception? inner = null) =>
        new(code, new ErrorDetails { Extra = extra, Value = value, Index = index }, inner);
}
