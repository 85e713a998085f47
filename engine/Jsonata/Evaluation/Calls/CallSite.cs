using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Evaluation.Calls;

/// <summary>The place of a call: its name for error messages, and how deeply it is nested within its activation.</summary>
internal sealed class CallSite(string? name, int position, int depth)
{
    public string? Name => name;

    public int Position => position;

    /// <summary>Calls one level deeper, and tells errors where they happened.</summary>
    public Value Invoke(FunctionValue function, ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var outer = eval.Depth;
        eval.Step();
        eval.Depth = outer + depth;
        eval.CheckDepth(eval.Depth + 1);
        try
        {
            var result = function.Invoke(arguments, context, eval);
            eval.Depth = outer;
            return result;
        }
        catch (JsonataException e) when (Locate(e))
        {
            throw;
        }
    }

    /// <summary>Calls a built-in function one level deeper.</summary>
    public Value Invoke(NativeFunction function, ReadOnlySpan<Value> arguments, Value context, EvalContext eval)
    {
        var outer = eval.Depth;
        eval.Step();
        eval.Depth = outer + depth;
        eval.CheckDepth(eval.Depth + 1);
        try
        {
            var result = function.InvokeUnnamed(arguments, context, eval);
            eval.Depth = outer;
            return result;
        }
        catch (JsonataException e) when (Locate(e))
        {
            throw;
        }
    }

    /// <summary>Calls the body of a function over items.</summary>
    public Value InvokeBody(SequenceBody body, SequenceView items, ReadOnlySpan<Value> rest, EvalContext eval)
    {
        var outer = eval.Depth;
        eval.Step();
        eval.Depth = outer + depth;
        eval.CheckDepth(eval.Depth + 1);
        try
        {
            var result = body(items, rest, eval);
            eval.Depth = outer;
            return result;
        }
        catch (JsonataException e) when (Locate(e))
        {
            throw;
        }
    }

    /// <summary>
    /// The innermost call names the function, the outermost one the position, as in jsonata-js. An exception filter that catches nothing:
    /// catching and rethrowing at every level would need more stack than the calls themselves.
    /// </summary>
    /// <returns>False.</returns>
    public bool Locate(JsonataException e) => e.Locate(name, position);
}
