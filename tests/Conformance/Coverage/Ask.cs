using AiProxy.StatesLanguage;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Asks the engine instead of telling what it does.</summary>
internal static class Ask
{
    /// <summary>What the engine says to a definition; null if it takes it.</summary>
    public static string? Refusal(string definition, StateMachineType type = StateMachineType.Standard)
    {
        var parsed = StateMachine.Parse(definition, new StateMachineOptions { Type = type });
        return parsed.Machine is null ? parsed.ErrorMessage : null;
    }

    /// <summary>A JSONPath machine of one state.</summary>
    public static string OneState(string state, string extra = "") => $"{{{extra}\"StartAt\":\"A\",\"States\":{{\"A\":{{{state}}}}}}}";

    /// <summary>A JSONata machine of one state.</summary>
    public static string OneJsonataState(string state) => OneState(state, "\"QueryLanguage\":\"JSONata\",");
}
