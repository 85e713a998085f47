using AiProxy.Jsonata.Compilation;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Functions;

/// <summary><c>$eval</c> where it is passed around as a value: it sees no variables. A direct call is an EvalCallNode.</summary>
internal static class EvalFunction
{
    public static NativeFunction[] All { get; } = [new("eval", "<sx?:x>", 2, Eval)];

    private static Value Eval(ReadOnlySpan<Value> arguments, EvalContext eval)
    {
        if (arguments[0].Ref is not string text)
        {
            return default;
        }

        JsonataException failure;
        var code = "D3120";
        eval.SlowStep();
        eval.CheckDepth(eval.Depth + 1);
        try
        {
            var node = Compiler.Compile(Parser.Parse(text), eval.Options, out var free);
            code = "D3121";
            var context = arguments[1].IsUndefined ? Value.Null : Contexts.Wrap(arguments[1]);
            return node.Eval(context, eval.NewFrame(null, free.Root.Size));
        }
        catch (JsonataException e) when (e.Code is not null)
        {
            failure = e;
        }

        throw JsonataError.WithExtra(code, default, Value.From(failure.Message), inner: failure);
    }
}
