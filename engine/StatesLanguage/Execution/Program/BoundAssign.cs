using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>
/// An Assign whose variables know their slots. Evaluated whole before the first variable changes, so that two can be swapped.
/// </summary>
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
    public bool TryEvaluate(Flow flow, out AssignedVariables assigned)
    {
        var values = new Value[_templates.Length];
        var size = 0L;
        assigned = default;
        for (var i = 0; i < values.Length; i++)
        {
            if (!_templates[i].TryEvaluate(flow, out values[i]))
            {
                return false;
            }

            size += PayloadSize.Of(values[i]);
        }

        if (size > flow.Run.Limits.MaxPayloadBytes)
        {
            flow.Failure = Failure.DataLimit(flow.State.Name) with { IsTerminal = true };
            return false;
        }

        assigned = new AssignedVariables(_names, values, (int)size);
        return true;
    }

    /// <summary>Assigns; on failure (too much in all) the reason is in <see cref="Flow.Failure"/>.</summary>
    public bool TryCommit(Flow flow, in AssignedVariables assigned)
    {
        var frame = flow.Variables;
        for (var i = 0; i < _slots.Length; i++)
        {
            frame.Assign(_slots[i], assigned.Values[i], PayloadSize.Of(assigned.Values[i]));
        }

        if (frame.Size <= flow.Run.Limits.MaxVariableBytes)
        {
            return true;
        }

        flow.Failure = new Failure(
            ErrorNames.DataLimitExceeded, "The variables of the execution exceed the maximum number of bytes service limit.")
        {
            IsTerminal = true,
        };
        return false;
    }
}
