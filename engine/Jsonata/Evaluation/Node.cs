using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation;

/// <summary>
/// A compiled expression. Nodes are immutable but for position hints, and shared by all threads.
/// </summary>
internal abstract class Node
{
    /// <summary>
    /// Whether <see cref="EvalBool"/> tells all that a filter needs to know: the result is never a number or an array, which would select
    /// by position.
    /// </summary>
    public virtual bool IsPlainPredicate => false;

    /// <summary>The value of the expression; sequences of one item are that item, empty ones undefined.</summary>
    public abstract Value Eval(Value input, Frame frame);

    /// <summary>
    /// Like <see cref="Eval"/>, before a sequence is reduced to its only item: what a predicate behind the expression sees.
    /// </summary>
    public virtual Value EvalRaw(Value input, Frame frame) => Eval(input, frame);

    /// <summary>The effective boolean value.</summary>
    public virtual bool EvalBool(Value input, Frame frame) => Truth.Of(Eval(input, frame));

    /// <summary>The value as items, without making an array of them where that can be avoided.</summary>
    public virtual SequenceView EvalView(Value input, Frame frame) => SequenceView.Of(Eval(input, frame), frame.Context);
}
