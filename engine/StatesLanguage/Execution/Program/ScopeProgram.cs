using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>A scope made ready to run.</summary>
internal sealed class ScopeProgram
{
    private ScopeProgram(Node start, int variableCount)
    {
        Start = start;
        VariableCount = variableCount;
    }

    public Node Start { get; }

    public int VariableCount { get; }

    /// <param name="scope">A scope of a definition without errors.</param>
    /// <param name="outer">The variables of the scope around it.</param>
    public static ScopeProgram Link(ScopeDefinition scope, VariableLayout? outer)
    {
        var names = scope.States
            .SelectMany(StateTemplates.Assigns)
            .SelectMany(assign => assign.Variables)
            .Select(variable => variable.Key)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var layout = new VariableLayout(outer, names);
        var nodes = scope.States.ToDictionary(state => state.Name, state => Create(state, layout), StringComparer.Ordinal);
        foreach (var state in scope.States)
        {
            Connect(state, nodes[state.Name], nodes, layout);
        }

        return new ScopeProgram(nodes[scope.StartAt], names.Length);
    }

    private static Node Create(StateDefinition state, VariableLayout layout) => state switch
    {
        PassDefinition pass => new PassNode(pass),
        ChoiceDefinition choice => new ChoiceNode(choice, layout),
        WaitDefinition wait => new WaitNode(wait, layout),
        SucceedDefinition succeed => new SucceedNode(succeed),
        FailDefinition fail => new FailNode(fail, layout),
        TaskDefinition task => new TaskNode(task, layout),
        ParallelDefinition parallel => new ParallelNode(parallel, layout, [.. parallel.Branches.Select(branch => Link(branch, layout))]),
        // A child execution of a distributed Map sees no variables around it.
        MapDefinition map => new MapNode(map, layout, Link(map.Processor, map.Distributed is null ? layout : null)),
        _ => throw new InvalidOperationException($"No node for {state.GetType().Name}."),
    };

    private static void Connect(StateDefinition state, Node node, Dictionary<string, Node> nodes, VariableLayout layout)
    {
        node.Output = BoundTemplate.Bind(state.Output, layout);
        node.Assign = BoundAssign.Bind(state.Assign, layout);
        node.Data = BoundDataFlow.Bind(state.Data, layout);
        node.Next = state.Next is { } next ? nodes[next] : null;
        if (node is ChoiceNode choice && state is ChoiceDefinition definition)
        {
            node.Next = definition.Default is { } otherwise ? nodes[otherwise] : null;
            for (var i = 0; i < choice.Rules.Length; i++)
            {
                choice.Rules[i].Next = nodes[definition.Rules[i].Next];
            }
        }

        if (node is RetryableNode retryable && state is RetryableDefinition source)
        {
            for (var i = 0; i < retryable.Catch.Length; i++)
            {
                retryable.Catch[i].Next = nodes[source.Catch[i].Next];
            }
        }
    }
}
