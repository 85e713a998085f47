using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary><see href="https://docs.jsonata.org/boolean-functions"/>.</summary>
internal static class BooleanFunctions
{
    public static NativeFunction[] All { get; } =
    [
        new("boolean", "<x-:b>", 1, (a, _) => a[0].IsUndefined ? default : Value.From(Truth.Of(a[0]))) { IsPlainPredicate = true },
        new("not", "<x-:b>", 1, (a, _) => a[0].IsUndefined ? default : Value.From(!Truth.Of(a[0]))) { IsPlainPredicate = true },
        new("exists", "<x:b>", 1, (a, _) => Value.From(!a[0].IsUndefined)) { IsPlainPredicate = true },
    ];
}
