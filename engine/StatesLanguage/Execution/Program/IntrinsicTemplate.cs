using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Intrinsics;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>A call of an intrinsic function, its paths bound.</summary>
internal sealed class IntrinsicTemplate : BoundTemplate
{
    private readonly Call _call;

    public IntrinsicTemplate(string field, IntrinsicCall call, VariableLayout layout)
        : base(field) => _call = new Call(call, layout);

    public override bool TryEvaluate(Flow flow, out Value value) => _call.TryEvaluate(flow, out value);

    private sealed class Call(IntrinsicCall call, VariableLayout layout)
    {
        private readonly Argument[] _arguments = [.. call.Arguments.Select(argument => new Argument(argument, layout))];

        public bool TryEvaluate(Flow flow, out Value value)
        {
            value = default;
            var few = default(Three);
            var arguments = _arguments.Length <= 3 ? ((Span<Value>)few)[.._arguments.Length] : new Value[_arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                if (!TryEvaluate(flow, _arguments[i], out arguments[i]))
                {
                    return false;
                }
            }

            var problem = "";
            value = call.Function.Body(arguments, flow.Run.Options, ref problem);
            if (!value.IsUndefined)
            {
                return true;
            }

            flow.Failure = new Failure(
                ErrorNames.IntrinsicFailure, flow.WithStatePrefix($"The function '{call.Text}' had the following error: {problem}"));
            return false;
        }

        private bool TryEvaluate(Flow flow, Argument argument, out Value value)
        {
            value = argument.Literal;
            if (argument.Nested is { } nested)
            {
                return nested.TryEvaluate(flow, out value);
            }

            if (argument.Path is not { } path)
            {
                return true;
            }

            value = path.Evaluate(flow);
            if (!value.IsUndefined)
            {
                return true;
            }

            flow.FailRuntime(
                $"The function '{call.Text}' had the following error: "
                + $"The JsonPath argument for the field '{path.Path.Text}' could not be found in the input '{flow.Data.ToJson()}'");
            return false;
        }
    }

    private readonly struct Argument(IntrinsicArgument argument, VariableLayout layout)
    {
        public Value Literal { get; } = argument is IntrinsicArgument.Literal literal ? literal.Value : default;

        public BoundPath? Path { get; } = argument is IntrinsicArgument.Path path ? new BoundPath(path.Query, layout) : null;

        public Call? Nested { get; } = argument is IntrinsicArgument.Nested nested ? new Call(nested.Call, layout) : null;
    }

    /// <summary>Room for the arguments of most calls, on the stack.</summary>
    [System.Runtime.CompilerServices.InlineArray(3)]
    private struct Three
    {
        private Value _first;
    }
}
