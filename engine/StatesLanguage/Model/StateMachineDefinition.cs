namespace AiProxy.StatesLanguage.Model;

/// <summary>A whole definition as parsed.</summary>
/// <seealso href="https://states-language.net/#toplevelfields"/>
internal sealed record StateMachineDefinition(QueryLanguage QueryLanguage, TimeSpan? Timeout, ScopeDefinition Root);
