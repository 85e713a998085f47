using AiProxy.StatesLanguage;
using AiProxy.StatesLanguage.Tasks;

namespace AiProxy.Conformance.Tests.Coverage;

/// <summary>Asks the engine instead of telling what it does.</summary>
internal static class Ask
{
    // What a host can give is there: what is refused nevertheless is refused always.
    private static readonly EngineOptions Host = new() { ResultWriter = new NoWriter() };

    /// <summary>What the engine says to a definition; null if it takes it.</summary>
    public static string? Refusal(string definition, StateMachineType type = StateMachineType.Standard)
    {
        var parsed = StateMachine.Parse(definition, new StateMachineOptions { Type = type, Engine = Host });
        return parsed.Machine is null ? parsed.ErrorMessage : null;
    }

    /// <summary>A JSONPath machine of one state.</summary>
    public static string OneState(string state, string extra = "") => $"{{{extra}\"StartAt\":\"A\",\"States\":{{\"A\":{{{state}}}}}}}";

    /// <summary>A JSONata machine of one state.</summary>
    public static string OneJsonataState(string state) => OneState(state, "\"QueryLanguage\":\"JSONata\",");

    private sealed class NoWriter : IResultWriter
    {
        public ValueTask WriteAsync(string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The page only asks what a machine may look like.");
    }
}
