using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Paths;

/// <summary>Evaluates the sort keys of a list of items or tuples.</summary>
internal interface IKeySource
{
    /// <summary>The value of <paramref name="key"/> for the item at <paramref name="item"/>.</summary>
    Value Evaluate(int item, Node key);
}
