using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>A JSONPath, in a template or as a field of its own; the two word a missing value differently.</summary>
internal sealed class PathTemplate(string field, BoundPath path, bool isField) : BoundTemplate(field)
{
    public string Text => path.Path.Text;

    public override bool TryEvaluate(Flow flow, out Value value)
    {
        value = path.Evaluate(flow);
        if (!value.IsUndefined)
        {
            return true;
        }

        flow.FailRuntime(isField ? path.Explain(flow) : Missing(flow, Text, Field));
        return false;
    }

    private static string Missing(Flow flow, string path, string field) =>
        $"The JSONPath '{path}' specified for the field '{field}' could not be found in the input '{flow.Data.ToJson()}'";
}
