using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

internal sealed class PassNode(PassDefinition definition)
    : Node(definition, HistoryEventType.PassStateEntered, HistoryEventType.PassStateExited);

internal sealed class SucceedNode(SucceedDefinition definition)
    : Node(definition, HistoryEventType.SucceedStateEntered, HistoryEventType.SucceedStateExited);

internal sealed class FailNode(FailDefinition definition, VariableLayout layout)
    : Node(definition, HistoryEventType.FailStateEntered, HistoryEventType.FailStateEntered)
{
    public BoundTemplate? Error { get; } = BoundTemplate.Bind(definition.Error, layout);

    public BoundTemplate? Cause { get; } = BoundTemplate.Bind(definition.Cause, layout);
}

internal sealed class WaitNode(WaitDefinition definition, VariableLayout layout)
    : Node(definition, HistoryEventType.WaitStateEntered, HistoryEventType.WaitStateExited)
{
    public BoundTemplate? Seconds { get; } = BoundTemplate.Bind(definition.Seconds, layout);

    public BoundTemplate? Timestamp { get; } = BoundTemplate.Bind(definition.Timestamp, layout);
}

internal sealed class ChoiceNode(ChoiceDefinition definition, VariableLayout layout)
    : Node(definition, HistoryEventType.ChoiceStateEntered, HistoryEventType.ChoiceStateExited)
{
    public ChoiceRuleNode[] Rules { get; } = [.. definition.Rules.Select(rule => new ChoiceRuleNode(rule, layout))];
}

internal sealed class ChoiceRuleNode(ChoiceRuleDefinition definition, VariableLayout layout)
{
    public BoundTemplate? Condition { get; } = BoundTemplate.Bind(definition.Condition, layout);

    public BoundComparison? Comparison { get; } = BoundComparison.Bind(definition.Comparison, layout);

    public BoundTemplate? Output { get; } = BoundTemplate.Bind(definition.Output, layout);

    public BoundAssign? Assign { get; } = BoundAssign.Bind(definition.Assign, layout);

    public Node? Next { get; internal set; }
}
