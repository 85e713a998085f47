using System.Collections.Immutable;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;

namespace AiProxy.StatesLanguage.Model;

/// <summary>
/// A JSON value of the definition in which strings may be JSONata expressions. A subtree without any is one
/// <see cref="Constant"/>, shared by every execution.
/// </summary>
/// <param name="Field">The place below the state, as Step Functions names it in causes: <c>Output/items[0]</c>.</param>
internal abstract record Template(string Field)
{
    internal sealed record Constant(string Field, Value Value) : Template(Field);

    internal sealed record Expression(string Field, JsonataExpression Query) : Template(Field);

    internal sealed record Object(string Field, ImmutableArray<KeyValuePair<string, Template>> Members) : Template(Field);

    internal sealed record Array(string Field, ImmutableArray<Template> Items) : Template(Field);
}
