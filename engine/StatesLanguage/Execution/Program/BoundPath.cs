using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>A path that knows where its root is.</summary>
internal sealed class BoundPath
{
    private readonly VariableReference? _root;

    public BoundPath(JsonPath path, VariableLayout layout)
    {
        Path = path;
        _root = path.Root switch
        {
            PathRoot.Context => new VariableReference(SlotSource.Context),
            PathRoot.Variable => VariableReference.ResolveVariable(path.Variable!, layout),
            _ => null,
        };
    }

    public JsonPath Path { get; }

    /// <returns>The value; undefined if there is none.</returns>
    public Value Evaluate(Flow flow)
    {
        var root = Root(flow);
        return root.IsUndefined ? default : Path.Evaluate(root);
    }

    /// <summary>Why <see cref="Evaluate"/> found nothing, as fields that are paths word it.</summary>
    public string Explain(Flow flow)
    {
        var root = Root(flow);
        return $"Invalid path '{Path.Text}' : {(root.IsUndefined ? $"No results for path: {Path.Text}" : Path.Explain(root))}";
    }

    private Value Root(Flow flow) => _root is null ? flow.Data : flow.Read(_root);
}
