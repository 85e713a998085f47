namespace AiProxy.StatesLanguage;

/// <summary>How a definition is to be read.</summary>
public sealed record StateMachineOptions
{
    /// <summary>The kind of machine; decides which resources are refused and which limits apply. Default Standard, as on AWS.</summary>
    public StateMachineType Type { get; init; } = StateMachineType.Standard;

    /// <summary>The machine's name, as in the context object. Default <c>StateMachine</c>.</summary>
    public string Name { get; init; } = "StateMachine";

    /// <summary>
    /// The values of <c>${Name}</c> in the text, as CloudFormation's DefinitionSubstitutions. With <see langword="null"/> (the default)
    /// the text is taken as it is; otherwise one without a value is an error.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Substitutions { get; init; }

    /// <summary>
    /// What the engine that is to run the machine works with. A definition that needs what it has not is refused: a ResultWriter that
    /// writes to S3 needs <see cref="EngineOptions.ResultWriter"/>. Default an engine with nothing.
    /// </summary>
    public EngineOptions? Engine { get; init; }

    /// <summary>Whether a state is only tested: then nothing is written, whatever the definition says.</summary>
    internal bool IsTest { get; init; }
}
