namespace AiProxy.StatesLanguage.Execution.Program;

internal enum SlotSource : byte
{
    Unbound,
    Input,
    Result,
    ErrorOutput,
    Context,
    AllStates,
    Variable,
}

/// <summary>Where the value of an expression's free variable comes from.</summary>
/// <param name="Source">The kind of place.</param>
/// <param name="Depth">For a variable: how many scopes outwards.</param>
/// <param name="Index">For a variable: its slot there.</param>
/// <param name="Outer">For a variable: where to look while this slot is unassigned, if an outer scope has the name too.</param>
internal sealed record VariableReference(SlotSource Source, int Depth = 0, int Index = 0, VariableReference? Outer = null)
{
    public static VariableReference Resolve(string name, VariableLayout layout) => name switch
    {
        "states" => new(SlotSource.AllStates),
        "states.input" => new(SlotSource.Input),
        "states.result" => new(SlotSource.Result),
        "states.errorOutput" => new(SlotSource.ErrorOutput),
        "states.context" => new(SlotSource.Context),
        _ => ResolveVariable(name, layout, 0) ?? new(SlotSource.Unbound),
    };

    /// <summary>A variable by its name alone, as JSONPath has them.</summary>
    public static VariableReference ResolveVariable(string name, VariableLayout layout) =>
        ResolveVariable(name, layout, 0) ?? new(SlotSource.Unbound);

    private static VariableReference? ResolveVariable(string name, VariableLayout? layout, int depth)
    {
        for (; layout is not null; layout = layout.Parent, depth++)
        {
            var index = layout.IndexOf(name);
            if (index >= 0)
            {
                return new(SlotSource.Variable, depth, index, ResolveVariable(name, layout.Parent, depth + 1));
            }
        }

        return null;
    }
}
