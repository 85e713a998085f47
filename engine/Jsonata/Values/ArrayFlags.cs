namespace AiProxy.Jsonata.Values;

/// <summary>What JSONata distinguishes among things that all print as arrays.</summary>
[Flags]
internal enum ArrayFlags : byte
{
    None = 0,

    /// <summary>The result of a path, filter or function; of one item it becomes that item, of none nothing.</summary>
    Sequence = 1,

    /// <summary>A sequence of one item stays an array (<c>a[]</c>).</summary>
    KeepSingleton = 2,

    /// <summary>Written with <c>[...]</c> as a step of a path; not flattened into the path's result.</summary>
    Constructed = 4,

    /// <summary>The wrapper around a top-level array input, so that it is one context value.</summary>
    OuterWrapper = 8,
}
