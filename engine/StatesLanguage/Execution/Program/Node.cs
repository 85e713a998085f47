using AiProxy.StatesLanguage.History;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>
/// A state made ready to run: it holds its successor itself, and its expressions know their variables. Immutable once linked, so that
/// every execution of the machine shares it.
/// </summary>
internal abstract class Node(StateDefinition definition, HistoryEventType entered, HistoryEventType exited)
{
    public string Name { get; } = definition.Name;

    public HistoryEventType Entered { get; } = entered;

    public HistoryEventType Exited { get; } = exited;

    /// <summary>Where execution goes on; null if the state ends its scope.</summary>
    public Node? Next { get; internal set; }

    public BoundTemplate? Output { get; internal set; }

    public BoundAssign? Assign { get; internal set; }

    /// <summary>What a JSONPath state does with its data; null if nothing, and in JSONata.</summary>
    public BoundDataFlow? Data { get; internal set; }

    public bool IsJsonPath { get; } = definition.QueryLanguage == QueryLanguage.JsonPath;
}
