using System.Collections.Immutable;

namespace AiProxy.Jsonata;

/// <summary>
/// The dialect and the limits an expression is compiled for. Limits are always on; the defaults suit untrusted expressions.
/// </summary>
public sealed record JsonataOptions
{
    /// <summary>JSONata as jsonata-js 2.2.2 evaluates it.</summary>
    public static JsonataOptions Default { get; } = new();

    /// <summary>
    /// JSONata as AWS Step Functions evaluates it: without <c>$eval</c>, with <c>$partition</c>, <c>$range</c>, <c>$hash</c>,
    /// <c>$random([seed])</c>, <c>$uuid</c> and <c>$parse</c>; <c>$states.x</c> resolved at compile time; its limits, whose errors have no
    /// code. AWS documents JSONata 2.0.6; <c>??</c> and <c>?:</c>, which are newer, are accepted.
    /// </summary>
    /// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html"/>
    public static JsonataOptions StepFunctions { get; } = new()
    {
        NamespacedVariables = ["states"],
        AllowEval = false,
        StepFunctionsFunctions = true,

        // As observed on AWS: [1..873782] passes and one more does not; 2^22 characters pass, 2^23 do not; about 100 levels.
        MaxDepth = 100,
        MaxSequence = 873_782,
        MaxString = (1 << 23) - 1,

        // As AWS documents it.
        MaxTime = TimeSpan.FromSeconds(1),
    };

    /// <summary>
    /// Names of variables whose first field access is resolved at compile time to a slot of its own: with "states",
    /// <c>$states.input.x</c> reads the free variable "states.input", and a bare or computed <c>$states</c> reads "states". Default: none.
    /// </summary>
    public ImmutableArray<string> NamespacedVariables { get; init; } = [];

    /// <summary>
    /// Names of built-in functions that the caller binds as variables, as when a workflow assigns a variable named "sum".
    /// They become free variables; an undefined slot still means the function. Default: none.
    /// </summary>
    public ImmutableArray<string> ShadowedFunctions { get; init; } = [];

    /// <summary>Whether <c>$eval</c> exists. Default true.</summary>
    public bool AllowEval { get; init; } = true;

    /// <summary>Whether Step Functions' own functions exist. Default false.</summary>
    /// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-step-functions"/>
    public bool StepFunctionsFunctions { get; init; }

    /// <summary>The deepest nesting of evaluations: operators within operators, calls within calls. Default 500.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>How many calls and loop iterations one evaluation may take. Default 20 million.</summary>
    public long MaxSteps { get; init; } = 20_000_000;

    /// <summary>How long one evaluation may take, looked at every thousand steps. Default 10 seconds.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes one evaluation may allocate for values, roughly counted. Default 256 MiB.</summary>
    public long MaxMemory { get; init; } = 256L << 20;

    /// <summary>The most items of one sequence. Default 10 million.</summary>
    public int MaxSequence { get; init; } = 10_000_000;

    /// <summary>The most UTF-16 units of one string. Default 2^26.</summary>
    public int MaxString { get; init; } = 1 << 26;

    /// <summary>How long matching one regular expression may take. Default one second.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
