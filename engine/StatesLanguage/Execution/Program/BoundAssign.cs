using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>An Assign whose variables know their slots. Evaluated whole before the first variable changes, so that two can be swapped.</summary>
internal sealed class BoundAssign
{
    private readonly string[] _names;
    private readonly int[] _slots;
    private readonly BoundTemplate[] _templates;

    private BoundAssign(string[] names, int[] slots, BoundTemplate[] templates)
    {
        _names = names;
        _slots = slots;
        _templates = templates;
    }

    public static BoundAssign? Bind(AssignDefinition? assign, VariableLayout layout)
    {
        if (assign is null || assign.Variables.IsEmpty)
        {
            return null;
        }

        return new BoundAssign(
            [.. assign.Variables.Select(variable => variable.Key)],
            [.. assign.Variables.Select(variable => layout.IndexOf(variable.Key))],
            [.. assign.Variables.Select(variable => BoundTemplate.Bind(variable.Value, layout)!)]);
    }

    /// <summary>Evaluates all; on failure the reason is in <see cref="Flow.Failure"/>.</summary>
    public bool TryEvaluate(Flow flow, out Value[] values)
    {
        values = new Value[_templates.Length];
        long total = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!_templates[i].TryEvaluate(flow, out values[i]))
            {
                return false;
            }

            total += values[i].Utf8Size;
        }

        if (total > flow.Run.Limits.MaxPayloadBytes)
        {
            flow.Failure = Failure.DataLimit(flow.State.Name) with { IsTerminal = true };
            return false;
        }

        return true;
    }

    /// <summary>Assigns, and returns what was assigned, for the history.</summary>
    public ObjectValue? Commit(Flow flow, Value[] values, bool describe)
    {
        var variables = flow.Variables.Values;
        for (var i = 0; i < values.Length; i++)
        {
            variables[_slots[i]] = values[i];
        }

        if (!describe)
        {
            return null;
        }

        var builder = new ObjectBuilder(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            builder.Add(_names[i], values[i]);
        }

        return builder.Build();
    }
}
