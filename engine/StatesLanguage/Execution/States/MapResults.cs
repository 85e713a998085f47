using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.States;

/// <summary>The results of a distributed Map as its WriterConfig wants them.</summary>
internal static class MapResults
{
    /// <summary>What did not succeed is told in full, whatever is wanted of the others.</summary>
    public static IEnumerable<Value> Transform(IEnumerable<ChildResult> children, ResultTransformation transformation)
    {
        foreach (var child in children)
        {
            if (transformation == ResultTransformation.None || !child.IsSucceeded)
            {
                yield return child.Describe();
            }
            else if (transformation == ResultTransformation.Flatten && child.Output.Kind == ValueKind.Array)
            {
                foreach (var item in child.Output.AsArray())
                {
                    yield return item;
                }
            }
            else
            {
                yield return child.Output;
            }
        }
    }
}
