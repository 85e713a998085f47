using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>How an input document becomes the context.</summary>
internal static class Contexts
{
    /// <summary>An array is wrapped, so that it is one context value instead of many.</summary>
    public static Value Wrap(Value input) => input.Ref is ArrayValue { IsSequence: false }
        ? Value.From(ArrayValue.Copy([input], ArrayFlags.Sequence | ArrayFlags.OuterWrapper))
        : input;
}
