using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Model;

/// <summary>Every template of a state, for what has to look at all of them.</summary>
internal static class StateTemplates
{
    public static IEnumerable<AssignDefinition> Assigns(StateDefinition state)
    {
        var own = state.Assign is { } assign ? [assign] : Array.Empty<AssignDefinition>();
        var others = state switch
        {
            ChoiceDefinition choice => choice.Rules.Select(rule => rule.Assign),
            RetryableDefinition retryable => retryable.Catch.Select(catcher => catcher.Assign),
            _ => [],
        };
        return own.Concat(others.OfType<AssignDefinition>());
    }

    public static IEnumerable<Template> Roots(StateDefinition state)
    {
        IEnumerable<Template?> own = state switch
        {
            FailDefinition fail => [fail.Error, fail.Cause],
            WaitDefinition wait => [wait.Seconds, wait.Timestamp],
            ChoiceDefinition choice => choice.Rules.SelectMany(rule => new[] { rule.Condition, rule.Output }),
            TaskDefinition task => [task.Arguments, task.TimeoutSeconds, task.HeartbeatSeconds, task.Credentials],
            ParallelDefinition parallel => [parallel.Arguments],
            MapDefinition map =>
            [
                map.Items, map.ItemSelector, map.MaxConcurrency, map.ToleratedFailureCount, map.ToleratedFailurePercentage,
                map.Distributed?.Reader?.Arguments, map.Distributed?.Reader?.MaxItems, .. map.Distributed?.Batcher?.Templates ?? [],
                map.Distributed?.Writer?.Arguments,
            ],
            _ => [],
        };
        var outputs = state is RetryableDefinition retryable ? retryable.Catch.Select(catcher => catcher.Output) : [];
        return own
            .Append(state.Output)
            .Append(state.Data?.ResultSelector)
            .Concat(outputs)
            .Concat(Assigns(state).SelectMany(assign => assign.Variables).Select(variable => variable.Value))
            .OfType<Template>();
    }

    public static IEnumerable<Template.Expression> Expressions(Template template) => template switch
    {
        Template.Expression expression => [expression],
        Template.Object members => members.Members.SelectMany(member => Expressions(member.Value)),
        Template.Array items => items.Items.SelectMany(Expressions),
        _ => [],
    };

    /// <summary>Every JSONPath of a state.</summary>
    public static IEnumerable<JsonPath> Paths(StateDefinition state)
    {
        IEnumerable<JsonPath?> fields = [state.Data?.InputPath?.Path, state.Data?.OutputPath?.Path];
        var tests = state is ChoiceDefinition choice
            ? choice.Rules.SelectMany(rule => rule.Comparison?.Tests ?? []).SelectMany(test => new[] { test.Variable, test.OperandPath })
            : [];
        return Roots(state).SelectMany(Paths).Concat(fields.Concat(tests).OfType<JsonPath>());
    }

    public static IEnumerable<JsonPath> Paths(Template template) => template switch
    {
        Template.Path path => [path.Query],
        Template.Intrinsic intrinsic => intrinsic.Call.Paths,
        Template.Object members => members.Members.SelectMany(member => Paths(member.Value)),
        Template.Array items => items.Items.SelectMany(Paths),
        _ => [],
    };
}
