using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-json-data-manipulation"/>
internal static class JsonIntrinsics
{
    public static IntrinsicFunction[] All { get; } =
    [
        new("States.StringToJson", 1, 1, Parse),
        new("States.JsonToString", 1, 1, static (arguments, _, ref _) => Value.From(arguments[0].ToJson())),
        new("States.JsonMerge", 3, 3, Merge),
    ];

    private static Value Parse(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (arguments[0].Kind != ValueKind.String)
        {
            problem = "The argument must be a string";
            return default;
        }

        var text = arguments[0].AsString();
        if (string.IsNullOrWhiteSpace(text))
        {
            return Value.Null;
        }

        try
        {
            return Value.Parse(text);
        }
        catch (JsonException)
        {
            problem = "The argument must be JSON text";
            return default;
        }
    }

    /// <summary>Shallow: the second object's members win. AWS offers no deep merge, though there is a switch for it.</summary>
    private static Value Merge(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem)
    {
        if (arguments[0].Kind != ValueKind.Object || arguments[1].Kind != ValueKind.Object)
        {
            problem = "The arguments to merge must be objects";
            return default;
        }

        if (arguments[2].Kind != ValueKind.Boolean || arguments[2].AsBoolean())
        {
            problem = "Only the shallow merge (false) is supported";
            return default;
        }

        var left = arguments[0].AsObject();
        var right = arguments[1].AsObject();
        var builder = new ObjectBuilder(left.Count + right.Count);
        foreach (var (key, value) in left.Concat(right))
        {
            builder.Add(key, value);
        }

        return Value.From(builder.Build());
    }
}
