using System.Collections.Immutable;
using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Intrinsics;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Model;

/// <summary>
/// A JSON value of the definition in which strings may be JSONata expressions, or members JSONPaths and intrinsic calls. A subtree
/// without any is one <see cref="Constant"/>, shared by every execution.
/// </summary>
/// <param name="Field">The place below the state, as Step Functions names it in causes: <c>Output/items[0]</c>.</param>
internal abstract record Template(string Field)
{
    internal sealed record Constant(string Field, Value Value) : Template(Field);

    internal sealed record Expression(string Field, JsonataExpression Query) : Template(Field);

    /// <summary>A JSONPath of a template (<c>"x.$"</c>) or of a field of its own (<c>SecondsPath</c>).</summary>
    internal sealed record Path(string Field, JsonPath Query) : Template(Field)
    {
        /// <summary>Whether the field is a path by itself; then a path without a result is worded differently.</summary>
        public bool IsField { get; init; }
    }

    internal sealed record Intrinsic(string Field, IntrinsicCall Call) : Template(Field);

    internal sealed record Object(string Field, ImmutableArray<KeyValuePair<string, Template>> Members) : Template(Field);

    internal sealed record Array(string Field, ImmutableArray<Template> Items) : Template(Field);
}
