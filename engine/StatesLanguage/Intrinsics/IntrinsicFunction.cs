using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Intrinsics;

/// <summary>Does the function's work; undefined with a reason if it cannot.</summary>
internal delegate Value IntrinsicBody(ReadOnlySpan<Value> arguments, EngineOptions options, ref string problem);

/// <summary>One of the 18 intrinsic functions.</summary>
/// <param name="Name">Its name with <c>States.</c>.</param>
/// <param name="MinArguments">How many arguments it needs.</param>
/// <param name="MaxArguments">How many it takes at most.</param>
/// <param name="Body">Its work.</param>
internal sealed record IntrinsicFunction(string Name, int MinArguments, int MaxArguments, IntrinsicBody Body)
{
    public static IntrinsicFunction? Find(string name) => Registry.ByName.GetValueOrDefault(name);

    public static IEnumerable<string> Names => Registry.ByName.Keys;

    private static class Registry
    {
        public static readonly System.Collections.Frozen.FrozenDictionary<string, IntrinsicFunction> ByName =
            System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                ArrayIntrinsics.All.Concat(StringIntrinsics.All).Concat(MathIntrinsics.All).Concat(JsonIntrinsics.All),
                function => function.Name,
                StringComparer.Ordinal);
    }
}
