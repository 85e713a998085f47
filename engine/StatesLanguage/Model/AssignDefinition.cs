using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>The variables that a state, a choice rule or a catcher assigns, in the order written.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"/>
internal sealed record AssignDefinition(ImmutableArray<KeyValuePair<string, Template>> Variables);
