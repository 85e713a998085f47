using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.StatesLanguage.Execution.Program;

internal abstract class RetryableNode(
    RetryableDefinition definition, VariableLayout layout, HistoryEventType entered, HistoryEventType exited)
    : Node(definition, entered, exited)
{
    public RetrierDefinition[] Retry { get; } = [.. definition.Retry];

    public CatcherNode[] Catch { get; } = [.. definition.Catch.Select(catcher => new CatcherNode(catcher, layout))];
}

internal sealed class CatcherNode(CatcherDefinition definition, VariableLayout layout)
{
    public string[] ErrorEquals { get; } = [.. definition.ErrorEquals];

    public BoundTemplate? Output { get; } = BoundTemplate.Bind(definition.Output, layout);

    public BoundAssign? Assign { get; } = BoundAssign.Bind(definition.Assign, layout);

    /// <summary>Where a JSONPath catcher puts the error in the state's input; null for JSONata and the default.</summary>
    public BoundDataFlow? Data { get; } = BoundDataFlow.Bind(
        definition.ResultPath is null ? null : new DataFlow(null, null, definition.ResultPath, null), layout);

    public Node? Next { get; internal set; }
}

internal sealed class TaskNode(TaskDefinition definition, VariableLayout layout)
    : RetryableNode(definition, layout, HistoryEventType.TaskStateEntered, HistoryEventType.TaskStateExited)
{
    public TaskResource Resource { get; } = new(definition.Resource);

    public BoundTemplate? Arguments { get; } = BoundTemplate.Bind(definition.Arguments, layout);

    public BoundTemplate? TimeoutSeconds { get; } = BoundTemplate.Bind(definition.TimeoutSeconds, layout);

    public BoundTemplate? HeartbeatSeconds { get; } = BoundTemplate.Bind(definition.HeartbeatSeconds, layout);

    public BoundTemplate? Credentials { get; } = BoundTemplate.Bind(definition.Credentials, layout);
}

internal sealed class ParallelNode(ParallelDefinition definition, VariableLayout layout, ScopeProgram[] branches)
    : RetryableNode(definition, layout, HistoryEventType.ParallelStateEntered, HistoryEventType.ParallelStateExited)
{
    public ScopeProgram[] Branches { get; } = branches;

    public BoundTemplate? Arguments { get; } = BoundTemplate.Bind(definition.Arguments, layout);
}

internal sealed class MapNode(MapDefinition definition, VariableLayout layout, ScopeProgram processor)
    : RetryableNode(definition, layout, HistoryEventType.MapStateEntered, HistoryEventType.MapStateExited)
{
    public ScopeProgram Processor { get; } = processor;

    /// <summary>Null for an inline Map.</summary>
    public DistributedNode? Distributed { get; } =
        definition.Distributed is null ? null : new DistributedNode(definition.Distributed, layout);

    public BoundTemplate? Items { get; } = BoundTemplate.Bind(definition.Items, layout);

    /// <summary>Whether Items is an object written out in the definition, whose members are the items.</summary>
    public bool ItemsIsObject { get; } =
        definition.Items is Template.Object || definition.Items is Template.Constant { Value.Kind: Jsonata.Values.ValueKind.Object };

    public BoundTemplate? ItemSelector { get; } = BoundTemplate.Bind(definition.ItemSelector, layout);

    public BoundTemplate? MaxConcurrency { get; } = BoundTemplate.Bind(definition.MaxConcurrency, layout);

    public BoundTemplate? ToleratedFailureCount { get; } = BoundTemplate.Bind(definition.ToleratedFailureCount, layout);

    public BoundTemplate? ToleratedFailurePercentage { get; } = BoundTemplate.Bind(definition.ToleratedFailurePercentage, layout);
}
