using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>One entry of a state's Catch.</summary>
/// <seealso href="https://states-language.net/#fallback-states"/>
internal sealed record CatcherDefinition(ImmutableArray<string> ErrorEquals, string Next, Template? Output, AssignDefinition? Assign)
{
    /// <summary>Where a JSONPath catcher puts the error; null is the whole output.</summary>
    public PathField? ResultPath { get; init; }
}
