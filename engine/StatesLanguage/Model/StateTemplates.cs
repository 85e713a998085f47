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
            ],
            _ => [],
        };
        var outputs = state is RetryableDefinition retryable ? retryable.Catch.Select(catcher => catcher.Output) : [];
        return own
            .Append(state.Output)
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
}
