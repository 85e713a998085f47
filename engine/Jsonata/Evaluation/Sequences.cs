using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>The rule about sequences of no or one item.</summary>
internal static class Sequences
{
    public static Value Normalise(Value value, bool keepArray = false)
    {
        if (value.Ref is not ArrayValue { IsSequence: true } sequence)
        {
            return value;
        }

        if (sequence.Count == 0)
        {
            return default;
        }

        if (keepArray && !sequence.KeepsSingleton)
        {
            return Value.From(sequence.WithFlags(sequence.Flags | ArrayFlags.KeepSingleton));
        }

        return sequence.Count == 1 && !sequence.KeepsSingleton ? sequence[0] : value;
    }
}
