using System.Collections.Frozen;
using AiProxy.Jsonata.Functions.Arrays;
using AiProxy.Jsonata.Functions.Dates;
using AiProxy.Jsonata.Functions.HigherOrder;
using AiProxy.Jsonata.Functions.Numeric;
using AiProxy.Jsonata.Functions.Objects;
using AiProxy.Jsonata.Functions.StepFunctions;
using AiProxy.Jsonata.Functions.Strings;

namespace AiProxy.Jsonata.Functions;

/// <summary>The built-in functions of a dialect by name.</summary>
internal sealed class FunctionRegistry
{
    private static readonly NativeFunction[] Standard =
    [
        .. StringFunctions.All,
        .. PatternFunctions.All,
        .. EncodingFunctions.All,
        .. NumericFunctions.All,
        .. AggregateFunctions.All,
        .. NumberFormatFunctions.All,
        .. BooleanFunctions.All,
        .. ArrayFunctions.All,
        .. SortFunctions.All,
        .. ObjectFunctions.All,
        .. CloneFunction.All,
        .. HigherOrderFunctions.All,
        .. DateTimeFunctions.All,
        .. EvalFunction.All,
    ];

    private static readonly FunctionRegistry[] Dialects =
    [
        new(Standard),
        new(Standard.Where(f => f.Name != "eval")),
        new([.. Standard, .. StepFunctionsFunctions.All]),
        new([.. Standard.Where(f => f.Name != "eval"), .. StepFunctionsFunctions.All]),
    ];

    private readonly FrozenDictionary<string, NativeFunction> _functions;

    private FunctionRegistry(IEnumerable<NativeFunction> functions)
    {
        // A dialect's own functions come last and replace standard ones of their name.
        var byName = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            byName[function.Name] = function;
        }

        _functions = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static FunctionRegistry For(JsonataOptions options) =>
        Dialects[(options.AllowEval ? 0 : 1) + (options.StepFunctionsFunctions ? 2 : 0)];

    public IEnumerable<string> Names => _functions.Keys;

    public NativeFunction? Find(string name) => _functions.GetValueOrDefault(name);
}
