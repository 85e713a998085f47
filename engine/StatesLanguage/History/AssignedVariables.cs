using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.History;

/// <summary>Names and values of the variables a state assigned; <c>default</c> for none. Nobody writes to the arrays any more.</summary>
internal readonly record struct AssignedVariables(string[] Names, Value[] Values, int Size);
