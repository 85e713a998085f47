using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>function($a, $b){ ... }</c>.</summary>
internal sealed class LambdaNode : Node
{
    public required int ParameterCount { get; init; }

    /// <summary>Slots of parameters and of the body's own variables.</summary>
    public required int FrameSize { get; init; }

    /// <summary>Whether the body makes functions that may outlive the call with its frame.</summary>
    public required bool CapturesFrame { get; init; }

    public required Signature? Signature { get; init; }

    /// <summary>
    /// How many levels of evaluation each call of it takes at least, if it may call itself: the depth of recursion is checked for all of
    /// them at once. Otherwise 0.
    /// </summary>
    public required int Levels { get; init; }

    /// <summary>The body; set once, after it has been compiled.</summary>
    public required Node Body { get; init; }

    public override Value Eval(Value input, Frame frame)
    {
        frame.Context.Allocate(64);
        return new Value(new LambdaValue(this, input, frame));
    }
}
