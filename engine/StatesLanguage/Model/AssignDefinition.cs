using System.Collections.Immutable;

namespace AiProxy.StatesLanguage.Model;

/// <summary>The variables that a state, a choice rule or a catcher assigns, in the order written.</summary>
/// <param name="Variables">Their names and what they are set to.</param>
/// <param name="Location">The place of the Assign field in the definition.</param>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html"/>
internal sealed record AssignDefinition(ImmutableArray<KeyValuePair<string, Template>> Variables, string Location);
