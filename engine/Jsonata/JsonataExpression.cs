using System.Collections.Immutable;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata;

/// <summary>A compiled JSONata expression: immutable and thread-safe. Compile once, evaluate often.</summary>
/// <see href="https://docs.jsonata.org"/>
public sealed class JsonataExpression
{
    private JsonataExpression(string text) => Text = text;

    /// <summary>The text it was compiled from.</summary>
    public string Text { get; }

    /// <summary>
    /// The variables the expression takes from outside, in the order in which <see cref="Evaluate"/> wants their values:
    /// "name" for <c>$name</c>, "states.input" for a field of a namespaced variable.
    /// </summary>
    public ImmutableArray<string> FreeVariables { get; } = [];

    /// <summary>
    /// The places where the expression reads its input document: <c>$</c>, <c>$$</c> and bare names that are not inside a path,
    /// a predicate or a function body. Step Functions refuses them when a machine is created.
    /// </summary>
    public ImmutableArray<JsonataReference> TopLevelReferences { get; } = [];

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">The expression, without <c>{%</c> and <c>%}</c>.</param>
    /// <param name="options">The dialect and limits; <see cref="JsonataOptions.Default"/> if null.</param>
    /// <exception cref="JsonataException">The text is not an expression.</exception>
    public static JsonataExpression Compile(string text, JsonataOptions? options = null) =>
        throw new JsonataException("Compiling comes with the next commit.");

    /// <summary>Evaluates the expression.</summary>
    /// <param name="input">The input document; undefined for none, as in Step Functions.</param>
    /// <param name="variables">One value for each of <see cref="FreeVariables"/>, undefined for an unbound one.</param>
    /// <param name="runtime">Clock, randomness and ids.</param>
    /// <returns>The result; undefined if the expression yields nothing.</returns>
    /// <exception cref="JsonataException">The expression failed or met a limit.</exception>
    public Value Evaluate(Value input, ReadOnlySpan<Value> variables, JsonataRuntime runtime) =>
        throw new JsonataException($"Evaluating comes with the next commit: {Text}");
}
