using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>
/// A set of states with a start: the machine itself, a Parallel's branch or a Map's item processor. Variables live in one.
/// </summary>
internal sealed record ScopeDefinition(string Location, string StartAt, ImmutableArray<StateDefinition> States);
