using AiProxy.Jsonata;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Parsing;

/// <summary>What is the same for every state of a definition.</summary>
/// <param name="MachineLanguage">What states without a QueryLanguage of their own use, nested ones too.</param>
/// <param name="Expressions">The JSONata dialect, with the machine's variable names.</param>
internal sealed record ParsingContext(QueryLanguage MachineLanguage, JsonataOptions Expressions);
