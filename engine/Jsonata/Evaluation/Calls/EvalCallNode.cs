using AiProxy.Jsonata.Compilation;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary><c>$eval(text, context)</c>: compiles at run time, seeing the variables of the place where it is called.</summary>
internal sealed class EvalCallNode(Node[] arguments, Compiler compiler, Scope scope, CallSite site, bool keepArray) : Node
{
    public override Value Eval(Value input, Frame frame)
    {
        var eval = frame.Context;
        var values = new Value[2];
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = arguments[i].Eval(input, frame);
            if (i < 2)
            {
                values[i] = value;
            }
        }

        if (arguments.Length is 0 or > 2 || values[0].Ref is not (null or string))
        {
            throw JsonataError.Type("T0410", values[0], position: site.Position, token: "eval", index: arguments.Length > 2 ? 3 : 1);
        }

        if (values[0].Ref is not string text)
        {
            return default;
        }

        var context = arguments.Length < 2 || values[1].IsUndefined ? input : Contexts.Wrap(values[1]);
        return Sequences.Normalise(Evaluate(text, context, frame, eval), keepArray);
    }

    private Value Evaluate(string text, Value context, Frame frame, EvalContext eval)
    {
        var outer = eval.Depth;
        eval.SlowStep();
        eval.Depth++;
        eval.CheckDepth(eval.Depth);
        JsonataException failure;
        var code = "D3120";
        try
        {
            var node = compiler.CompileNested(Parser.Parse(text), scope, out var frameSize);
            code = "D3121";
            var result = node.Eval(context, eval.NewFrame(frame, frameSize));
            eval.Depth = outer;
            return result;
        }
        catch (JsonataException e) when (e.Code is not null)
        {
            failure = e;
        }

        // Thrown only here: within the catch block the stack of what failed would still be in use.
        var wrapped = JsonataError.WithExtra(code, default, Value.From(failure.Message), inner: failure);
        site.Locate(wrapped);
        throw wrapped;
    }
}
