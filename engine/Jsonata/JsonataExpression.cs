using System.Collections.Immutable;
using AiProxy.Jsonata.Compilation;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata;

/// <summary>A compiled JSONata expression: immutable and thread-safe. Compile once, evaluate often.</summary>
/// <see href="https://docs.jsonata.org"/>
public sealed class JsonataExpression
{
    private readonly Node _node;
    private readonly JsonataOptions _options;
    private readonly int[] _slots;
    private readonly int _frameSize;

    // Whether a function that outlives the evaluation's frame can come about; if not, frames are used again.
    private readonly bool _capturesFrame;

    private JsonataExpression(string text, JsonataOptions options, SyntaxNode syntax)
    {
        Text = text;
        _options = options;
        _node = Compiler.Compile(syntax, options, out var free);
        _slots = [.. free.Slots];
        _frameSize = free.Root.Size;
        _capturesFrame = SyntaxFacts.MakesFunctions(syntax);
        FreeVariables = [.. free.Names];
    }

    /// <summary>The text it was compiled from.</summary>
    public string Text { get; }

    /// <summary>
    /// The variables the expression takes from outside, in the order in which <see cref="Evaluate"/> wants their values:
    /// "name" for <c>$name</c>, "states.input" for a field of a namespaced variable.
    /// </summary>
    public ImmutableArray<string> FreeVariables { get; }

    /// <summary>
    /// The places where the expression reads its input document: <c>$$</c>; <c>$</c>, bare names and wildcards that are not behind a
    /// path's first step, in a predicate, an order, a group-by or a function body. Step Functions refuses them when a machine is created.
    /// </summary>
    public ImmutableArray<JsonataReference> TopLevelReferences { get; private init; }

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">The expression, without <c>{%</c> and <c>%}</c>.</param>
    /// <param name="options">The dialect and limits; <see cref="JsonataOptions.Default"/> if null.</param>
    /// <exception cref="JsonataException">The text is not an expression.</exception>
    public static JsonataExpression Compile(string text, JsonataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var syntax = Parser.Parse(text);
        var references = new List<JsonataReference>();
        SyntaxFacts.CollectTopLevelReferences(syntax, isTopLevel: true, references);
        return new JsonataExpression(text, options ?? JsonataOptions.Default, syntax) { TopLevelReferences = [.. references] };
    }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="input">The input document; undefined for none, as in Step Functions.</param>
    /// <param name="variables">One value for each of <see cref="FreeVariables"/>, undefined for an unbound one.</param>
    /// <param name="runtime">Clock, randomness and ids.</param>
    /// <returns>The result; undefined if the expression yields nothing.</returns>
    /// <exception cref="ArgumentException">There are not as many variables as <see cref="FreeVariables"/>.</exception>
    /// <exception cref="JsonataException">The expression failed or met a limit.</exception>
    public Value Evaluate(Value input, ReadOnlySpan<Value> variables, JsonataRuntime runtime)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        if (variables.Length != _slots.Length)
        {
            throw new ArgumentException($"Expected {_slots.Length} variables, got {variables.Length}.", nameof(variables));
        }

        var context = EvalContext.Rent(_options, runtime, Contexts.Wrap(input));
        var frame = _capturesFrame ? new Frame(context, null, _frameSize) : context.RentFrame(null, _frameSize);
        for (var i = 0; i < _slots.Length; i++)
        {
            frame.Slots[_slots[i]] = variables[i];
        }

        try
        {
            var result = _node.Eval(context.Root, frame);
            if (!_capturesFrame)
            {
                context.Return(frame);
            }

            context.Return();
            return result;
        }
        catch (ValueDepthException)
        {
            throw Limits.Depth(_options);
        }
        catch (InsufficientExecutionStackException)
        {
            throw Limits.Depth(_options);
        }
    }
}
