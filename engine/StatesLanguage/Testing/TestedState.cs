using System.Text.Json;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>
/// The state that is to be tested, taken out of its machine (or given alone) and put into one of its own: a state before it that
/// assigns the variables, and an end for every state it names.
/// </summary>
internal sealed class TestedState
{
    /// <summary>What Step Functions calls a state under test.</summary>
    public const string Name = "StateName";

    /// <summary>The state that assigns the variables.</summary>
    public const string Setup = "(variables)";

    private static readonly string[] Types = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];

    private TestedState(ObjectValue state, Value language, Value variables)
    {
        State = state;
        if (!state.TryGetValue("QueryLanguage", out _) && !language.IsUndefined)
        {
            State = state.With("QueryLanguage", language);
        }

        Definition = Wrap(variables);
    }

    public ObjectValue State { get; }

    /// <summary>A machine's definition.</summary>
    public string Definition { get; }

    public string Type => Text(State, "Type") ?? "";

    public static TestedState Find(TestStateRequest request)
    {
        Value definition;
        try
        {
            definition = Value.Parse(request.Definition);
        }
        catch (JsonException)
        {
            throw new TestStateException("InvalidDefinition", StateMachine.Parse(request.Definition).ErrorMessage);
        }

        if (definition.Kind != ValueKind.Object)
        {
            throw new TestStateException("InvalidDefinition", StateMachine.Parse(request.Definition).ErrorMessage);
        }

        var root = definition.AsObject();
        if (request.StateName is not { } name)
        {
            CheckType(root, Name);
            return new TestedState(root, default, request.Variables);
        }

        if (Search(root, name) is not { } state)
        {
            throw new TestStateException("State not found in definition");
        }

        CheckType(state, name);
        var whole = StateMachine.Parse(request.Definition, new StateMachineOptions { IsTest = true });
        if (whole.Machine is null)
        {
            throw new TestStateException("InvalidDefinition", whole.ErrorMessage);
        }

        root.TryGetValue("QueryLanguage", out var language);
        return new TestedState(state, language, request.Variables);
    }

    private static void CheckType(ObjectValue state, string name)
    {
        if (Text(state, "Type") is { } type && !Types.Contains(type))
        {
            throw new TestStateException(
                "InvalidDefinition",
                "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: "
                + $"[{string.Join(", ", Types)}] at /States/{name}/Type'");
        }
    }

    /// <summary>Looks in the machine's states and in those of all branches and processors.</summary>
    private static ObjectValue? Search(ObjectValue scope, string name)
    {
        if (!scope.TryGetValue("States", out var states) || states.Kind != ValueKind.Object)
        {
            return null;
        }

        foreach (var (key, state) in states.AsObject())
        {
            if (state.Kind != ValueKind.Object)
            {
                continue;
            }

            if (key == name)
            {
                return state.AsObject();
            }

            var found = Nested(state.AsObject()).Select(nested => Search(nested, name)).FirstOrDefault(nested => nested is not null);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<ObjectValue> Nested(ObjectValue state)
    {
        foreach (var field in (string[])["ItemProcessor", "Iterator"])
        {
            if (state.TryGetValue(field, out var processor) && processor.Kind == ValueKind.Object)
            {
                yield return processor.AsObject();
            }
        }

        if (state.TryGetValue("Branches", out var branches) && branches.Kind == ValueKind.Array)
        {
            foreach (var branch in branches.AsArray().Where(branch => branch.Kind == ValueKind.Object))
            {
                yield return branch.AsObject();
            }
        }
    }

    private string Wrap(Value variables)
    {
        var setup = new ObjectBuilder()
            .Add("Type", Value.From("Pass"))
            .Add("Assign", variables.Kind == ValueKind.Object ? variables : Value.From(ObjectValue.Empty))
            .Add("Next", Value.From(Name))
            .Build();
        var states = new ObjectBuilder().Add(Setup, Value.From(setup)).Add(Name, Value.From(State));
        var end = Value.From(new ObjectBuilder(1).Add("Type", Value.From("Succeed")).Build());
        foreach (var target in Targets().Where(target => target != Name))
        {
            states.Add(target, end);
        }

        return Value.From(new ObjectBuilder()
            .Add("StartAt", Value.From(Setup))
            .Add("States", Value.From(states.Build()))
            .Build()).ToJson();
    }

    private IEnumerable<string> Targets()
    {
        IEnumerable<ObjectValue> holders = [State, .. Entries("Choices"), .. Entries("Catch")];
        return holders.Select(holder => Text(holder, "Next")).Append(Text(State, "Default")).OfType<string>();
    }

    private IEnumerable<ObjectValue> Entries(string field) =>
        State.TryGetValue(field, out var list) && list.Kind == ValueKind.Array
            ? list.AsArray().Where(item => item.Kind == ValueKind.Object).Select(item => item.AsObject())
            : [];

    private static string? Text(ObjectValue members, string name) =>
        members.TryGetValue(name, out var value) && value.Kind == ValueKind.String ? value.AsString() : null;
}
