namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>What the compiler knows about a path.</summary>
[Flags]
internal enum PathTraits
{
    None = 0,

    /// <summary>The first step is a variable, so that an array as context is not gone through.</summary>
    StartsWithVariable = 1,

    /// <summary>The first step is <c>[...]</c>, evaluated once.</summary>
    StartsWithConstructor = 2,

    /// <summary>Some step has <c>[]</c>.</summary>
    KeepSingleton = 4,

    /// <summary>The result is the stream of tuples itself, for the path around this one.</summary>
    YieldsTuples = 8,
}
