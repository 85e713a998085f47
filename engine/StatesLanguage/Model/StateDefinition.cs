namespace AiProxy.StatesLanguage.Model;

/// <summary>What every state has.</summary>
/// <seealso href="https://states-language.net/#statetypes"/>
internal abstract record StateDefinition
{
    public required string Name { get; init; }

    /// <summary>Where it stands in the definition: <c>/States/Ask</c>.</summary>
    public required string Location { get; init; }

    public required QueryLanguage QueryLanguage { get; init; }

    /// <summary>The state that follows; <see langword="null"/> if this one ends its scope (or is a Choice).</summary>
    public string? Next { get; init; }

    public Template? Output { get; init; }

    public AssignDefinition? Assign { get; init; }

    /// <summary>InputPath and the like; null in JSONata, and in JSONPath without any.</summary>
    public DataFlow? Data { get; init; }
}
